/* states.c - several Lua states in one process, each in a thread of its own, share the
 * library: they must neither crash nor disturb each other's results. */
#include <lauxlib.h>
#include <lualib.h>
#include <pthread.h>
#include <stdio.h>

enum { STATES = 4 };

static const char *const program =
    "local torch = require 'torch'\n"
    "local x, total = torch.FloatTensor(100000):fill(1), 0\n"
    "for i = 1, 300 do\n"
    "   local y = torch.add(x, i)\n"
    "   local v = y:view(100, 1000):narrow(1, 1, 2)\n"
    "   total = total + v[2][1000]\n"
    "end\n"
    "assert(total == 300 + 300 * 301 / 2, total)\n"
    "package.loaded.torch, package.loaded['cbind.library'] = nil, nil\n"
    "package.loaded['cbind.tensor'] = nil\n"
    "local again = require 'torch'\n"
    "assert(again ~= torch and again.add(x, 1)[1] == 2)\n";

static void *run(void *failed)
{
    lua_State *L = luaL_newstate();
    luaL_openlibs(L);
    if (luaL_loadstring(L, program) || lua_pcall(L, 0, 0, 0)) {
        fprintf(stderr, "%s\n", lua_tostring(L, -1));
        *(int *)failed = 1;
    }
    lua_close(L);
    return NULL;
}

int main(void)
{
    pthread_t threads[STATES];
    int failed[STATES] = {0}, any = 0;
    for (int i = 0; i < STATES; i++) pthread_create(&threads[i], NULL, run, &failed[i]);
    for (int i = 0; i < STATES; i++) pthread_join(threads[i], NULL);
    for (int i = 0; i < STATES; i++) any |= failed[i];
    return any;
}
