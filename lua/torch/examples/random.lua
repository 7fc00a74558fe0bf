--- random.lua - examples of the functions in signatures/random.lua.

--- random
torch.manualSeed(123)
print(torch.random(), torch.random(6), torch.random(10, 12)) --> 2991312382 2 10

--- uniform
torch.manualSeed(1)
print(torch.uniform(), torch.Tensor(3):uniform(2, 3):min() >= 2)
--> 0.41702199843712 true

--- normal
torch.manualSeed(1)
print(torch.normal(), math.abs(torch.Tensor(10000):normal(5, 2):mean() - 5) < 0.1)
--> -2.9718290309304 true

--- exponential
torch.manualSeed(1)
print(math.abs(torch.Tensor(10000):exponential(2):mean() - 0.5) < 0.02) --> true

--- cauchy
torch.manualSeed(1)
print(torch.Tensor(10000):cauchy(3, 1):gt(3):double():mean()) --> 0.5028

--- logNormal
torch.manualSeed(1)
print(math.abs(torch.Tensor(10000):logNormal(2, 0.5):log():mean() - 2) < 0.05) --> true

--- geometric
torch.manualSeed(1)
print(torch.Tensor(10000):geometric(0.5):mean()) --> 2.0023

--- bernoulli
torch.manualSeed(1)
print(torch.bernoulli(0.5), torch.Tensor(10000):bernoulli(0.3):mean()) --> 1 0.3005

--- rand
torch.manualSeed(123)
print(torch.rand(2))
--> 0.6965
--> 0.7130
--> [torch.DoubleTensor of size 2]

--- randn
torch.manualSeed(123)
print(torch.randn(2))
--> -0.5214
--> -1.4914
--> [torch.DoubleTensor of size 2]

--- randperm
torch.manualSeed(1)
print(unpack(torch.randperm(4):totable())) --> 2 4 3 1

--- multinomial
torch.manualSeed(1)
local weights = torch.Tensor{0, 1, 3}
print(torch.multinomial(weights, 1000, true):eq(3):sum()) --> 740

--- multinomialAliasSetup
local state = torch.multinomialAliasSetup(torch.Tensor{0.1, 0.2, 0.7})
print(#state) --> 2

--- multinomialAlias
torch.manualSeed(1)
local state = torch.multinomialAliasSetup(torch.Tensor{0.1, 0.2, 0.7})
print(torch.multinomialAlias(torch.LongTensor(1000), state):max() <= 3) --> true

--- multinomialAliasSetup_
local alias, limit = torch.LongTensor(), torch.Tensor()
torch.multinomialAliasSetup_(torch.Tensor{0.1, 0.2, 0.7}, alias, limit)
print(alias:nElement(), limit:nElement()) --> 3 3

--- multinomialAlias_
local alias, limit = torch.LongTensor(), torch.Tensor()
torch.multinomialAliasSetup_(torch.Tensor{0.1, 0.2, 0.7}, alias, limit)
print(torch.multinomialAlias_(torch.LongTensor(10), alias, limit):max() <= 3) --> true

--- manualSeed
torch.manualSeed(1)
local first = torch.random()
torch.manualSeed(1)
print(first == torch.random()) --> true

--- seed
local seed = torch.seed()
print(torch.initialSeed() == seed) --> true

--- initialSeed
torch.manualSeed(7)
print(torch.initialSeed()) --> 7

--- getRNGState
local state = torch.getRNGState()
local first = torch.random()
torch.setRNGState(state)
print(first == torch.random()) --> true

--- setRNGState
local mine = torch.Generator()
torch.setRNGState(mine, torch.getRNGState())
print(torch.random(mine) == torch.random()) --> true
