package screen

import (
	"testing"

	"crescendo/game/client"
	"crescendo/game/wire"
)

func TestASceneIsAFunctionOfTheState(t *testing.T) {
	hunt := client.State{Connection: client.Joined, Hunt: wire.Hunt{Rate: 1}, Phase: wire.PhaseRunning, Band: "owls", Gated: true}
	change := func(f func(*client.State)) client.State {
		s := hunt
		f(&s)
		return s
	}
	for _, c := range []struct {
		name  string
		state client.State
		open  Panel
		want  Scene
	}{
		{"nothing yet", client.State{}, Shut, Connecting},
		{"refused before the welcome", client.State{Connection: client.Gone}, Shut, Gone},
		{"before the gun", change(func(s *client.State) { s.Phase = wire.PhaseOpen }), Shut, Lobby},
		{"before the opening, with a list open", change(func(s *client.State) { s.Phase = wire.PhaseSoon }), bandsOpen, Lobby},
		{"no band", change(func(s *client.State) { s.Band = "" }), Shut, Tune},
		{"the list is open", hunt, bandsOpen, Tune},
		{"listening", hunt, Shut, Hunt},
		{"the line is broken", change(func(s *client.State) { s.Connection = client.Lost }), Shut, Hunt},
		{"closed, and never tuned", change(func(s *client.State) { s.Phase, s.Band = wire.PhaseClosing, "" }), Shut, Hunt},
		{"there", change(func(s *client.State) { s.Arrived = []string{"moss", "owls"} }), Shut, Arrived},
		{"there, and full", change(func(s *client.State) { s.Arrived, s.Waiting = []string{"owls"}, []string{"owls"} }), Shut, Waiting},
		{"on to another band", change(func(s *client.State) { s.Arrived, s.Waiting, s.Band = []string{"owls"}, []string{"owls"}, "moss" }), Shut, Hunt},
		{"a seat", change(func(s *client.State) { s.Arrived, s.Seat = []string{"owls"}, &wire.Won{} }), bandsOpen, Seat},
		{"the end", change(func(s *client.State) { s.Seat, s.Ended = &wire.Won{}, &wire.Ended{} }), Shut, Ended},
		{"the end, and the next evening", change(func(s *client.State) { s.Ended, s.Connection = &wire.Ended{}, client.Gone }), Shut, Ended},
		{"replaced", change(func(s *client.State) { s.Connection = client.Gone }), Shut, Gone},
	} {
		if got := Choose(c.state, c.open); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
	if got := sceneEnd.String(); got != "unknown" {
		t.Errorf("no scene is called %q", got)
	}
}

// R4, R8: what can be opened depends on the gate, the doors and the seat, and on
// nothing that a player is not told.
func TestPanelsOpenWhereTheyMakeSense(t *testing.T) {
	running := client.State{Connection: client.Joined, Hunt: wire.Hunt{Rate: 1, Gate: "code", Doors: "code"}, Phase: wire.PhaseRunning, Band: "owls", Gated: true}
	change := func(f func(*client.State)) client.State {
		s := running
		f(&s)
		return s
	}
	gate := func(f func(*client.State)) client.State {
		return change(func(s *client.State) {
			s.Gated = false
			f(s)
		})
	}
	nothing := func(*client.State) {}
	at := func(stage client.Stage) func(*client.State) {
		return func(s *client.State) { s.Presented = client.Presentation{At: wire.AtDoor, Stage: stage} }
	}
	seated := func(s *client.State) { s.Seat = &wire.Won{Ticket: &wire.Ticket{}} }
	said := []wire.Broadcast{{Text: "Rain at ten."}}
	for _, c := range []struct {
		name  string
		state client.State
		open  Panel
		want  Scene
	}{
		{"not through the gate", gate(nothing), Shut, Gate},
		{"before the gun too", gate(func(s *client.State) { s.Phase = wire.PhaseOpen }), Shut, Gate},
		{"through it, before the gun", change(func(s *client.State) { s.Phase = wire.PhaseOpen }), Shut, Lobby},
		{"never through it", gate(func(s *client.State) { s.Phase = wire.PhaseClosing }), Shut, Hunt},
		{"the gate's code", gate(nothing), codeOpen, Code},
		{"the gate's code, when tries are used up", gate(func(s *client.State) { s.GateRefused = wire.GateTries }), codeOpen, Gate},
		{"a gate of stewards", gate(func(s *client.State) { s.Hunt.Gate = "staff" }), codeOpen, Gate},
		{"the pass at the gate", gate(nothing), passOpen, Pass},
		{"no bands at the gate", gate(nothing), bandsOpen, Gate},
		{"whose door, at the gate", gate(nothing), whoseOpen, Gate},
		{"a door's code", running, codeOpen, Code},
		{"a door's code, far away", change(func(s *client.State) { s.Step = 0 }), codeOpen, Code},
		{"a door's code, in the list", change(func(s *client.State) { s.Band = "" }), codeOpen, Code},
		{"doors of stewards", change(func(s *client.State) { s.Hunt.Doors = "staff" }), codeOpen, Hunt},
		{"no doors", change(func(s *client.State) { s.Hunt.Doors = "" }), passOpen, Hunt},
		{"whose door", running, whoseOpen, Whose},
		{"the pass at a door", running, passOpen, Pass},
		{"on its way", change(at(client.StageSending)), notedOpen, Noted},
		{"noted", change(at(client.StageNoted)), notedOpen, Noted},
		{"noted, and looking at the map", change(at(client.StageNoted)), Shut, Hunt},
		{"to be typed again", change(at(client.StageAgain)), notedOpen, Code},
		{"lost", change(at(client.StageUnsure)), notedOpen, Code},
		{"refused at the gate", gate(nothing), notedOpen, Code},
		{"a ticket", change(seated), ticketOpen, Ticket},
		{"a seat without a ticket", change(func(s *client.State) { s.Seat = &wire.Won{} }), ticketOpen, Seat},
		{"no seat", running, ticketOpen, Hunt},
		{"giving back", change(seated), leaveOpen, Leave},
		{"giving back nothing", running, leaveOpen, Hunt},
		{"another phone", running, resumeOpen, Resume},
		{"a message", change(func(s *client.State) { s.Broadcasts = said }), messageOpen, Message},
		{"no message", running, messageOpen, Hunt},
		{"out", change(func(s *client.State) { s.Out = true }), codeOpen, Out},
		{"out, with a seat", change(func(s *client.State) { seated(s); s.Out = true }), Shut, Out},
		{"out, and a message", change(func(s *client.State) { s.Out, s.Broadcasts = true, said }), messageOpen, Message},
		{"over", change(func(s *client.State) { s.Out, s.Ended = true, &wire.Ended{} }), messageOpen, Ended},
	} {
		if got := Choose(c.state, c.open); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}
