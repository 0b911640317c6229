package server

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"

	"crescendo/game"
	"crescendo/game/fact"
	"crescendo/game/wire"
)

// try joins with an invitation and in a class, and returns what came of it.
func (w *world) try(invitation, class string) (status int, code string) {
	status, text, _ := w.ask("POST", "/v1/join", fmt.Sprintf(`{"nickname":"",%s,"invitation":%q,"class":%q}`, salt, invitation, class))
	var refused wire.ErrorReply
	json.Unmarshal([]byte(text), &refused) //nolint:errcheck // of a reply there is no code
	return status, refused.Code
}

// R3: where a hunt wants an invitation, each lets one player in, on all servers
// together; a wrong one and a used one are one answer.
func TestAnInvitationLetsOnePlayerIn(t *testing.T) {
	invited := also(codes, func(c *Config) { c.Hunt.Invitations = true })
	play(t, invited, func(t *testing.T, w *world) {
		c := w.config
		c.Songs = testConfig(w.hunt).Songs
		second := start(t, c)
		synctest.Wait()
		code := func(n uint32) string { return w.config.Keys.Invitation("paris", n) }
		if !w.public.Invitation {
			t.Error("nobody says that an invitation is wanted")
		}
		for _, step := range []struct {
			at         *world
			invitation string
			status     int
		}{
			{w, code(1), 200},
			{w, code(1), 403},
			{second, code(1), 403},
			{second, strings.ToLower(strings.ReplaceAll(code(2), "-", " ")), 200},
			{w, code(2), 403},
			{w, code(MaxInvitation), 200},
			{w, "", 403},
			{w, w.config.Keys.Invitation("lyon", 3), 403},
			{w, (&Keys{}).Invitation("paris", 3), 403},
			{w, code(3)[:15], 403},
			{w, code(3) + "0", 403},
			{w, strings.Repeat("0", 16), 403},
			{w, "ÄÖÜ", 403},
		} {
			status, reason := step.at.try(step.invitation, "")
			if status != step.status || status == 403 && reason != "invitation" {
				t.Errorf("%q: %d %s, want %d", step.invitation, status, reason, step.status)
			}
		}
		if n := w.look().Players; n != 3 {
			t.Errorf("%d players came in, want 3", n)
		}
		if joined := facts[fact.Joined](w); joined[0].Invitation != 1 {
			t.Errorf("the journal has %+v", joined)
		}
	})
}

func TestInvitationsAreNumberedAndForOneHunt(t *testing.T) {
	k := Keys{Invite: [32]byte{1}}
	seen := map[string]bool{}
	for n := uint32(1); n < 2000; n++ {
		code := k.Invitation("paris", n)
		if got, ok := k.readInvitation("paris", code); !ok || got != n || seen[code] || len(code) != len("0000-0000-0000-0000") {
			t.Fatalf("%d is written %q and read as %d, %t", n, code, got, ok)
		}
		seen[code] = true
	}
	for _, n := range []uint32{0, MaxInvitation + 1} {
		if code := k.Invitation("paris", n); code != "" {
			t.Errorf("%d is written %q", n, code)
		}
	}
	whole := k.Invitation("paris", 77)
	for i := range whole {
		if whole[i] == '-' {
			continue
		}
		other := "7"
		if whole[i] == '7' {
			other = "8"
		}
		if _, ok := k.readInvitation("paris", whole[:i]+other+whole[i+1:]); ok {
			t.Errorf("with another letter %d it is read all the same", i)
		}
	}
}

// R3: a class is one of the hunt's, and stands in the joining.
func TestJoiningInAClass(t *testing.T) {
	classes := also(codes, func(c *Config) {
		c.Hunt.Classes = []game.Class{{ID: "wheels", Name: "On wheels"}, {ID: "slow", Name: "Slowly"}}
	})
	play(t, classes, func(t *testing.T, w *world) {
		if got := w.public.Classes; len(got) != 2 || got[1] != (wire.Class{ID: "slow", Name: "Slowly"}) {
			t.Errorf("the classes are told as %+v", got)
		}
		for class, want := range map[string]int{"": 200, "slow": 200, "fast": 400} {
			if status, reason := w.try("", class); status != want || want == 400 && reason != "class" {
				t.Errorf("%q: %d %s, want %d", class, status, reason, want)
			}
		}
		got := map[uint8]int{}
		for _, j := range facts[fact.Joined](w) {
			got[j.Class]++
		}
		if got[0] != 1 || got[2] != 1 || len(got) != 2 {
			t.Errorf("the journal has classes %v", got)
		}
	})
}
