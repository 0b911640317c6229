package main

import (
	"bytes"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"crescendo/cmd/internal/browser"
	"crescendo/game/wire"
)

// The printed links open the pages of a server that runs; a revoked one is as
// if it had never been, while the others go on. The printed invitations let
// people in, each once.
func TestLinksAndInvitationsWorkOnARunningServer(t *testing.T) {
	file := openHunt(t)
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	guarded := strings.NewReplacer("trust: friends ", "trust: open ", "gate: none", "gate: code", "doors: none", "doors: staff\npasses: codes").Replace(string(b))
	writeText(t, file, guarded)
	data := filepath.Join(t.TempDir(), "data")
	s := start(t, "serve", file, "--listen", "127.0.0.1:0", "--data", data)
	err = browser.Until(t.Context(), "the server is ready", func() (bool, error) { return status(t, s.address+"/readyz") == 200, nil })
	if err != nil {
		t.Fatal(err)
	}
	doors := func(flags ...string) string {
		code, out, errs := ask(t, append([]string{"doors", file, "--data", data, "--url", s.address}, flags...)...)
		if code != 0 {
			t.Fatalf("doors %v: exit code %d: %s", flags, code, errs)
		}
		return out
	}
	links := linksIn(doors())
	if len(links) != 4 {
		t.Fatalf("%d links, want those of the gate's screen and steward and of two venues", len(links))
	}
	for i, secret := range links {
		if got := status(t, s.address+"/d/"+secret); got != 200 {
			t.Errorf("link %d: status %d", i+1, got)
		}
	}
	now := linksIn(doors("--revoke", "v1"))
	err = browser.Until(t.Context(), "the revoked link is refused", func() (bool, error) { return status(t, s.address+"/d/"+links[2]) == 404, nil })
	if err != nil {
		t.Error(err)
	}
	for i, secret := range now {
		if got := status(t, s.address+"/d/"+secret); got != 200 {
			t.Errorf("after revoking one, link %d: status %d", i+1, got)
		}
	}
	if invitation := strings.TrimSpace(doors("--invitations", "1")); joinWith(t, s.address, invitation) != 200 || joinWith(t, s.address, invitation) != 403 || joinWith(t, s.address, "") != 403 {
		t.Error("an invitation does not let one player in, and one alone")
	}
	s.end(t)
	for _, secret := range slices.Concat(links, now) {
		if strings.Contains(s.errs.String(), secret) {
			t.Error("the log holds a link")
		}
	}
}

// joinWith joins with an invitation and returns the answer's status.
func joinWith(t *testing.T, address, invitation string) int {
	t.Helper()
	body, _ := json.Marshal(wire.JoinRequest{Salt: make([]byte, wire.SaltBytes), Invitation: invitation})
	answer, err := http.Post(address+"/v1/join", "application/json", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	return answer.StatusCode
}
