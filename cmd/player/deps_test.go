//go:build !js

package main

import (
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// What the browser does itself is not in the page's program, and nothing that
// knows the secret is in anybody's. (Ebitengine's text/v2 brings encoding/xml,
// and Ebitengine go/build with os/exec: those are not ours to leave out.)
func TestThePlayerCarriesLittle(t *testing.T) {
	secret := []string{"crescendo/game", "crescendo/game/fact", "crescendo/game/huntfile", "crescendo/server", "crescendo/server/journal", "crescendo/assets/host"}
	for _, c := range []struct {
		goos, goarch string
		without      []string
	}{
		{"js", "wasm", append([]string{"net/http", "crypto/tls", "flag", "github.com/gorilla/websocket", "github.com/jfreymuth/oggvorbis"}, secret...)},
		{"linux", "amd64", secret},
		{"windows", "amd64", secret},
		{"darwin", "arm64", secret},
	} {
		list := exec.Command("go", "list", "-deps", ".")
		list.Env = append(os.Environ(), "GOOS="+c.goos, "GOARCH="+c.goarch, "CGO_ENABLED=0")
		out, err := list.Output()
		if err != nil {
			t.Fatalf("%s/%s: %v", c.goos, c.goarch, err)
		}
		deps := strings.Fields(string(out))
		for _, d := range c.without {
			if slices.Contains(deps, d) {
				t.Errorf("built for %s/%s the player has %s in it", c.goos, c.goarch, d)
			}
		}
	}
}
