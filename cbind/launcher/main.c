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

/* Where the packages may lie, seen from the program: how many names to cut from its path,
 * what follows then, and the first file to run. All of it may be moved together. */
static const struct {
    int cut;
    const char *root, *main;
} layouts[] = {
    {2, "/share/cresset", "/lua/cresset/main.lua"}, /* PREFIX/bin, by make install */
    {2, "/share/lua/5.1", "/cresset/main.lua"},     /* PREFIX/bin, by luarocks */
    {3, "", "/lua/cresset/main.lua"},               /* build/bin of the source tree */
};

/* The path of this program without its last `cut` names. */
static void own_path(char path[LENGTH], int cut)
{
    ssize_t length = readlink("/proc/self/exe", path, LENGTH - 1);
    path[length > 0 ? length : 0] = 0;
    for (; cut > 0; cut--) {
        char *slash = strrchr(path, '/');
        if (slash) *slash = 0;
    }
}

/* The folder that holds the packages, and the file in it to run. */
static int find_packages(char root[LENGTH], char file[LENGTH])
{
    char path[LENGTH];
    for (unsigned i = 0; i < sizeof layouts / sizeof *layouts; i++) {
        own_path(path, layouts[i].cut);
        int fits = snprintf(root, LENGTH, "%s%s", path, layouts[i].root) < LENGTH &&
                   snprintf(file, LENGTH, "%s%s", root, layouts[i].main) < LENGTH;
        if (fits && access(file, R_OK) == 0) return 1;
    }
    return 0;
}

/* The packages come first, then the current folder, as in Torch7. */
static void set_paths(lua_State *L, const char *root)
{
    lua_getglobal(L, "package");
    lua_getfield(L, -1, "path");
    const char *path = "%s/lua/?.lua;%s/lua/?/init.lua;%s/?.lua;%s/?/init.lua;%s";
    lua_pushfstring(L, path, root, root, root, root, lua_tostring(L, -1));
    lua_setfield(L, -3, "path");
    lua_getfield(L, -2, "cpath");
    lua_pushfstring(L, "%s/lua/?.so;%s", root, lua_tostring(L, -1));
    lua_setfield(L, -4, "cpath");
    lua_settop(L, 0);
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
    char program[LENGTH];
    own_path(program, 0);
    lua_checkstack(L, count + 8);
    lua_createtable(L, 0, 8);
    set_string(L, "root", root);
    set_string(L, "version", CRESSET_VERSION);
    set_string(L, "program", program);
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
    char root[LENGTH], file[LENGTH];
    if (!find_packages(root, file)) {
        fprintf(stderr, "cresset: the packages are not where the program expects them\n");
        return EXIT_FAILURE;
    }
    lua_State *L = luaL_newstate();
    if (!L) {
        fprintf(stderr, "cresset: not enough memory\n");
        return EXIT_FAILURE;
    }
    luaL_openlibs(L);
    set_paths(L, root);
    watch_signals(L);
    int failed = luaL_loadfile(L, file) ||
                 lua_pcall(L, push_arguments(L, root, count, arguments), 1, 0);
    if (failed) fprintf(stderr, "cresset: %s\n", lua_tostring(L, -1));
    int status = failed ? EXIT_FAILURE : (int)lua_tointeger(L, -1);
    lua_close(L);
    return status;
}
