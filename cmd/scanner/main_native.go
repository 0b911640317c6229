//go:build !js

// Command scanner reads QR codes in a browser that cannot do that itself: it is
// built for browsers, by make scanner.
package main

import (
	"fmt"
	"os"
)

func main() {
	fmt.Fprintln(os.Stderr, "scanner: this is a part of the steward's page; build it for browsers with: make scanner")
	os.Exit(2)
}
