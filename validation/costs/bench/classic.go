//go:build !goexperiment.greenteagc

package main

// greenTea tells which mark this is.
const greenTea = false
