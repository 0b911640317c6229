//go:build !js

package main

import "fmt"

// Built for js/wasm this is the probe; elsewhere there is no page to stand in.
func main() { fmt.Println("probe: build it with GOOS=js GOARCH=wasm") }
