// Copyright (c) 2026 Venturemond
// GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
// SPDX-License-Identifier: GPL-3.0-or-later

// Answers each line of standard input, a list of simulations, with a line: the list of what they come to (Allowed,
// ImplicitlyDenied or ExplicitlyDenied) and of the context keys that the evaluator ignored.
import { runSimulation } from '@cloud-copilot/iam-simulate'
import { createInterface } from 'node:readline'

// Of the keys with a variable part, the evaluator takes those with a slash before it. This one goes by the name of
// another key of a string, which no policy here speaks of.
const named = (line) => line.replaceAll('kms:EncryptionContext:SecretARN', 'kms:RequestAlias')

const answer = async (simulation) => {
  const found = await runSimulation(simulation, {})
  if (found.resultType !== 'single') {
    throw new Error(JSON.stringify([simulation.request, found]))
  }
  return { result: found.overallResult, ignored: found.result.ignoredContextKeys }
}

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(await Promise.all(JSON.parse(named(line)).map(answer))))
}
