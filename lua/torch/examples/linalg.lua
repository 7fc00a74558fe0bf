--- linalg.lua - examples of the functions in signatures/linalg.lua.

--- gesv
local a, b = torch.Tensor{{2, 1}, {1, 3}}, torch.Tensor{{3}, {5}}
print(('%.2f %.2f'):format(unpack(torch.gesv(b, a):view(2):totable()))) --> 0.80 1.40

--- trtrs
local a, b = torch.Tensor{{2, 1}, {0, 4}}, torch.Tensor{{4}, {8}}
print(unpack(torch.trtrs(b, a):view(2):totable())) --> 1 2

--- gels
local a, b = torch.Tensor{{1, 0}, {1, 1}, {1, 2}}, torch.Tensor{{1}, {3}, {5}}
local x = torch.gels(b, a)
print(('%.2f %.2f'):format(x[1][1], x[2][1])) --> 1.00 2.00

--- inverse
local a = torch.Tensor{{2, 0}, {0, 4}}
print(torch.inverse(a)[1][1], torch.inverse(a)[2][2]) --> 0.5 0.25

--- potrf
local a = torch.Tensor{{4, 2}, {2, 5}}
print(torch.potrf(a))
--> 2 1
--> 0 2
--> [torch.DoubleTensor of size 2x2]

--- potrs
local a, b = torch.Tensor{{4, 2}, {2, 5}}, torch.Tensor{{8}, {16}}
local x = torch.potrs(b, torch.potrf(a))
print(('%.2f %.2f'):format(x[1][1], x[2][1])) --> 0.50 3.00

--- potri
local a = torch.Tensor{{4, 2}, {2, 5}}
local inverse = torch.potri(torch.potrf(a))
print(('%.4f'):format(torch.mm(inverse, a)[1][1])) --> 1.0000

--- pstrf
local a = torch.Tensor{{1, 0}, {0, 9}}
local factor, order = torch.pstrf(a)
print(factor[1][1], order[1], order[2]) --> 3 2 1

--- qr
local a = torch.Tensor{{3, 1}, {4, 2}}
local q, r = torch.qr(a)
print(('%.4f %.4f'):format(math.abs(r[1][1]), torch.dist(torch.mm(q, r), a)))
--> 5.0000 0.0000

--- geqrf
local m, tau = torch.geqrf(torch.Tensor{{3, 1}, {4, 2}})
print(('%.4f'):format(math.abs(m[1][1])), tau:nElement()) --> 5.0000 2

--- orgqr
local q = torch.orgqr(torch.geqrf(torch.Tensor{{3, 1}, {4, 2}}))
print(('%.4f'):format(torch.norm(torch.mm(q:t(), q) - torch.eye(2)))) --> 0.0000

--- ormqr
local a = torch.Tensor{{3, 1}, {4, 2}}
local m, tau = torch.geqrf(a)
local r = torch.ormqr(m, tau, a, 'L', 'T')
print(('%.4f %.4f'):format(math.abs(r[1][1]), math.abs(r[2][1]))) --> 5.0000 0.0000

--- symeig
local e = torch.symeig(torch.Tensor{{2, 1}, {1, 2}})
print(('%.4f %.4f'):format(e[1], e[2])) --> 1.0000 3.0000

--- eig
local e = torch.eig(torch.Tensor{{0, -1}, {1, 0}})
print(('%.4f %.4f'):format(e[1][1], math.abs(e[1][2]))) --> 0.0000 1.0000

--- svd
local a = torch.Tensor{{3, 0}, {0, 4}}
local u, s, v = torch.svd(a)
print(s[1], s[2], torch.dist(torch.mm(u * torch.diag(s), v:t()), a) < 1e-12)
--> 4 3 true
