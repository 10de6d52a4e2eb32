//go:build bigbss

package main

// bss makes a program with much global data.
var bss [4 << 20]pointer
