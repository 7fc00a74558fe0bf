--- linalg.lua - linear systems and the factors of matrices. Functions only, as in Torch7.

local list = {}

list.gesv = { doc = 'The x with a x = b for a square matrix a, and the factors L and U of a.',
   'x!, lu!, b, a -> gesv(x, lu, b, a)' }

list.trtrs = { doc = "The x with a x = b, or a' x = b, for one triangle of a, and a copy of a.",
   "x!, copy!, b, a, uplo:triangle='U', trans:transpose='N', diag:diagonal='N' "
      .. '-> trtrs(x, copy, b, a, uplo, trans, diag)' }

list.gels = { doc = 'The x for which the norm of a x - b is least, and the factors of a.',
   'x!, qr!, b, a -> gels(x, qr, b, a)' }

list.inverse = { doc = 'The inverse of a square matrix.', 'res!, a -> inverse(res, a)' }

list.potrf = { doc = "Cholesky's factor of a positive definite matrix, from one triangle of it.",
   "res!, a, uplo:triangle='U' -> potrf(res, a, uplo)" }

list.potrs = { doc = "The x with a x = b, from Cholesky's factor of a.",
   "res!, b, chol, uplo:triangle='U' -> potrs(res, b, chol, uplo)" }

list.potri = { doc = "The inverse of a matrix, from its Cholesky's factor.",
   "res!, chol, uplo:triangle='U' -> potri(res, chol, uplo)" }

list.pstrf = { doc = "Cholesky's factor with the largest pivots first, and their order.",
   "res!, piv!:int, a, uplo:triangle='U', tol:number=-1 -> pstrf(res, piv, a, uplo, tol)" }

list.qr = { doc = 'The factors q, with orthonormal columns, and r, upper triangular, of a matrix.',
   'q!, r!, a -> qr(q, r, a)' }

list.geqrf = { doc = 'The same as r and reflectors in one matrix, and the factors of these.',
   'm!, tau!, a -> geqrf(m, tau, a)' }

list.orgqr = { doc = 'The q of qr, from what geqrf gives.',
   'res!, m, tau -> orgqr(res, m, tau)' }

list.ormqr = { doc = "The product of q, or q', and a matrix on its right ('L') or left ('R').",
   "res!, m, tau, mat, side:side='L', trans:transpose='N' "
      .. '-> ormqr(res, m, tau, mat, side, trans)' }

list.symeig = { doc = 'The eigenvalues of a symmetric matrix, ascending, and its eigenvectors.',
   "e!, v!, a, job:vectors='N', uplo:triangle='U' -> symeig(e, v, a, job, uplo)" }

list.eig = { doc = 'The eigenvalues of a square matrix, n x 2 for complex, and its eigenvectors.',
   "e!, v!, a, job:vectors='N' -> eig(e, v, a, job)" }

list.svd = { doc = "The factors u, s and v of a = u diag(s) v'; 'A': all columns of u and v.",
   "u!, s!, v!, a, part:part='S' -> svd(u, s, v, a, part)" }

for _, entry in pairs(list) do entry.method = false end

return list
