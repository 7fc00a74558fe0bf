/* main.c - the program `cresset`: LuaJIT that knows where the packages lie and that a
 * signal stops between two steps. What it does with its arguments: lua/cresset/main.lua.
 */
#include <lauxlib.h>
#include <lualib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "launcher.h"

enum { LENGTH = 4096 };

static void cut_last(char *path)
{
    char *slash = strrchr(path, '/');
    if (slash) *slash = 0;
}

/* The folder that holds lua/ and cbind/: PREFIX/share/cresset for PREFIX/bin/cresset,
 * the source tree for its build/bin/cresset. It moves along with the program. */
static int find_root(char *root)
{
    char prefix[LENGTH], file[LENGTH + 64];
    ssize_t length = readlink("/proc/self/exe", prefix, sizeof prefix - 1);
    if (length < 0) return 0;
    prefix[length] = 0;
    cut_last(prefix);
    cut_last(prefix);
    snprintf(root, LENGTH, "%.*s/share/cresset", LENGTH - 16, prefix);
    snprintf(file, sizeof file, "%s/lua/cresset/main.lua", root);
    if (access(file, R_OK) == 0) return 1;
    cut_last(prefix);
    snprintf(root, LENGTH, "%s", prefix);
    snprintf(file, sizeof file, "%s/lua/cresset/main.lua", root);
    return access(file, R_OK) == 0;
}

/* The packages come first, then the current folder, as in Torch7. */
static void set_path(lua_State *L, const char *root)
{
    lua_getglobal(L, "package");
    lua_getfield(L, -1, "path");
    const char *path = "%s/lua/?.lua;%s/lua/?/init.lua;%s/?.lua;%s/?/init.lua;%s";
    lua_pushfstring(L, path, root, root, root, root, lua_tostring(L, -1));
    lua_setfield(L, -3, "path");
    lua_pop(L, 2);
}

static void set_string(lua_State *L, const char *name, const char *value)
{
    lua_pushstring(L, value);
    lua_setfield(L, -2, name);
}

static void set_function(lua_State *L, const char *name, lua_CFunction function)
{
    lua_pushcfunction(L, function);
    lua_setfield(L, -2, name);
}

/* What main.lua is given: the table `launcher`, then the words of the command line. */
static int push_arguments(lua_State *L, const char *root, int count, char **arguments)
{
    lua_checkstack(L, count + 8);
    lua_createtable(L, 0, 8);
    set_string(L, "root", root);
    set_string(L, "version", CRESSET_VERSION);
    set_string(L, "program", arguments[0] ? arguments[0] : "cresset");
    lua_pushboolean(L, isatty(STDIN_FILENO));
    lua_setfield(L, -2, "interactive");
    set_function(L, "read", read_line);
    set_function(L, "watch", watch_flag);
    set_function(L, "signal", last_signal);
    for (int i = 1; i < count; i++) lua_pushstring(L, arguments[i]);
    return count > 1 ? count : 1;
}

int main(int count, char **arguments)
{
    char root[LENGTH], file[LENGTH + 64];
    if (!find_root(root)) {
        fprintf(stderr, "cresset: there is no share/cresset beside the program\n");
        return EXIT_FAILURE;
    }
    lua_State *L = luaL_newstate();
    if (!L) {
        fprintf(stderr, "cresset: not enough memory\n");
        return EXIT_FAILURE;
    }
    luaL_openlibs(L);
    set_path(L, root);
    snprintf(file, sizeof file, "%s/lua/cresset/main.lua", root);
    watch_signals(L);
    int failed = luaL_loadfile(L, file) ||
                 lua_pcall(L, push_arguments(L, root, count, arguments), 1, 0);
    if (failed) fprintf(stderr, "cresset: %s\n", lua_tostring(L, -1));
    int status = failed ? EXIT_FAILURE : (int)lua_tointeger(L, -1);
    lua_close(L);
    return status;
}
