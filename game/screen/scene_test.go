package screen

import (
	"testing"

	"crescendo/game/client"
	"crescendo/game/wire"
)

func TestASceneIsAFunctionOfTheState(t *testing.T) {
	hunt := client.State{Connection: client.Joined, Hunt: wire.Hunt{Rate: 1}, Phase: wire.PhaseRunning, Band: "owls"}
	change := func(f func(*client.State)) client.State {
		s := hunt
		f(&s)
		return s
	}
	for _, c := range []struct {
		name     string
		state    client.State
		choosing bool
		want     Scene
	}{
		{"nothing yet", client.State{}, false, Connecting},
		{"refused before the welcome", client.State{Connection: client.Gone}, false, Gone},
		{"before the gun", change(func(s *client.State) { s.Phase = wire.PhaseOpen }), false, Lobby},
		{"before the opening, with a list open", change(func(s *client.State) { s.Phase = wire.PhaseSoon }), true, Lobby},
		{"no band", change(func(s *client.State) { s.Band = "" }), false, Tune},
		{"the list is open", hunt, true, Tune},
		{"listening", hunt, false, Hunt},
		{"the line is broken", change(func(s *client.State) { s.Connection = client.Lost }), false, Hunt},
		{"closed, and never tuned", change(func(s *client.State) { s.Phase, s.Band = wire.PhaseClosing, "" }), false, Hunt},
		{"there", change(func(s *client.State) { s.Arrived = []string{"moss", "owls"} }), false, Arrived},
		{"there, and full", change(func(s *client.State) { s.Arrived, s.Waiting = []string{"owls"}, []string{"owls"} }), false, Waiting},
		{"on to another band", change(func(s *client.State) { s.Arrived, s.Waiting, s.Band = []string{"owls"}, []string{"owls"}, "moss" }), false, Hunt},
		{"a seat", change(func(s *client.State) { s.Arrived, s.Seat = []string{"owls"}, &wire.Won{} }), true, Seat},
		{"the end", change(func(s *client.State) { s.Seat, s.Ended = &wire.Won{}, &wire.Ended{} }), false, Ended},
		{"the end, and the next evening", change(func(s *client.State) { s.Ended, s.Connection = &wire.Ended{}, client.Gone }), false, Ended},
		{"replaced", change(func(s *client.State) { s.Connection = client.Gone }), false, Gone},
	} {
		if got := Choose(c.state, c.choosing); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
	if got := sceneEnd.String(); got != "unknown" {
		t.Errorf("no scene is called %q", got)
	}
}
