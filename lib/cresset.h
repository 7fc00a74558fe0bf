/* cresset.h - the whole public interface.
 * LuaJIT reads the headers in this order, so each may use only those above it. */
#pragma once
#include "cresset/status.h"
#include "cresset/dtype.h"
#include "cresset/memory.h"
#include "cresset/storage.h"
#include "cresset/tensor.h"
#include "cresset/view.h"
#include "cresset/copy.h"
#include "cresset/device.h"
#include "cresset/threads.h"
#include "cresset/clock.h"
#include "cresset/pointwise.h"
#include "cresset/arithmetic.h"
#include "cresset/digits.h"
#include "cresset/matmul.h"
#include "cresset/linear.h"
#include "cresset/reduce.h"
