/* launcher.h - what the parts of the program `cresset` offer each other. */
#pragma once
#include <lua.h>

/* From now on the first SIGINT or SIGTERM raises the Lua error 'interrupted', in Lua code
 * at its next step, in the library at its next call; the second ends the process. */
void watch_signals(lua_State *L);

/* launcher.watch(address): the library's interrupt flag, as cr_interrupt_flag() gives it.
 */
int watch_flag(lua_State *L);

/* launcher.signal(): the number of the last signal that came; 0 if none did. */
int last_signal(lua_State *L);

/* launcher.read(prompt): the next line of standard input without its end; nil at the end
 * of the input, false if a signal came meanwhile. */
int read_line(lua_State *L);
