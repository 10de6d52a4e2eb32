//go:build !bigbss

package main

// bss is empty in all builds but the one that measures global data.
var bss [0]pointer
