import collections
def test_m(account):
    many=[{"name":f"t-{n}","generate":[{"key":"A"}]} for n in range(20)]
    r=account.run("secretsmanager_secrets",*many); print(r["calls"],len(r["writes"]))
    for i in range(4):
        b=account.aws.mark(); r=account.run("secretsmanager_secrets",*many)
        print(r["calls"], collections.Counter(c["operation"] for c in account.aws.calls(since=b)))
    assert 0
