/* signals.c - Ctrl-C and SIGTERM become a Lua error.
 * Interpreted code stops by a hook. Compiled code runs no hooks, but every call into the
 * library polls the flag and raises the same error. */
#include <lauxlib.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include "launcher.h"

static const int signals[] = {SIGINT, SIGTERM};
static lua_State *state;
static volatile int before_library[2]; /* the flag until the library is loaded */
static volatile int *flag = before_library;
static volatile sig_atomic_t last;

static void arm(int flags);

static void stop(lua_State *L, lua_Debug *where)
{
    (void)where;
    lua_sethook(L, NULL, 0, 0);
    arm(SA_RESTART);
    if (!*flag) return; /* a call of the library has raised the error already */
    *flag = 0;
    luaL_error(L, "interrupted");
}

static void handle(int number)
{
    last = number;
    if (flag[1]) {
        flag[1] = 2;
        return;
    }
    *flag = 1;
    lua_sethook(state, stop, LUA_MASKCALL | LUA_MASKRET | LUA_MASKCOUNT, 1);
}

/* SA_RESETHAND: a second signal finds the default action, which ends the process. */
static void arm(int flags)
{
    struct sigaction action = {.sa_handler = handle, .sa_flags = SA_RESETHAND | flags};
    for (unsigned i = 0; i < sizeof signals / sizeof *signals; i++)
        sigaction(signals[i], &action, NULL);
}

void watch_signals(lua_State *L)
{
    state = L;
    signal(SIGPIPE, SIG_DFL);
    arm(SA_RESTART);
}

int watch_flag(lua_State *L)
{
    flag = (volatile int *)(intptr_t)luaL_checknumber(L, 1);
    if (before_library[0]) *flag = 1;
    return 0;
}

int last_signal(lua_State *L)
{
    lua_pushinteger(L, last);
    return 1;
}

/* Without SA_RESTART a signal ends the wait for input. */
int read_line(lua_State *L)
{
    char *line = NULL;
    size_t room = 0;
    fputs(luaL_checkstring(L, 1), stdout);
    fflush(stdout);
    arm(0);
    ssize_t length = getline(&line, &room, stdin);
    arm(SA_RESTART);
    if (*flag) {
        lua_sethook(L, NULL, 0, 0);
        *flag = 0;
        clearerr(stdin);
        lua_pushboolean(L, 0);
    } else if (length < 0) {
        lua_pushnil(L);
    } else {
        lua_pushlstring(L, line, length - (length && line[length - 1] == '\n'));
    }
    free(line);
    return 1;
}
