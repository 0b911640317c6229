package server

import (
	"fmt"

	"crescendo/game"
	"crescendo/game/fact"
)

// phrases says what a record has changed, to an operator.
func (s *Server) phrases(events []game.Event) (what []string) {
	for _, e := range events {
		if text := s.phrase(e); text != "" {
			what = append(what, text)
		}
	}
	return what
}

// phrase says what an event has changed as far as acts change it, "" for the
// others.
func (s *Server) phrase(e game.Event) string {
	switch e := e.(type) {
	case game.Opened:
		return "Joining is open."
	case game.Started:
		return "The hunt has started."
	case game.Closed:
		return "The hunt is closed, and the order is final."
	case game.BeaconEntered:
		return "The public value is entered: slots close from now on, and seats are given."
	case game.Broadcast:
		return "Everybody is told."
	case game.VenueRemoved:
		return fmt.Sprintf("Venue %s is removed; its seats are void, and whoever hears its band may switch at once.", s.hunt.Venues[e.Venue].ID)
	case game.Disqualified:
		return s.whom(e.Player) + " is out of the hunt."
	case game.Reinstated:
		return s.whom(e.Player) + " is in the hunt again."
	case game.SeatFreed:
		return fmt.Sprintf("%s no longer has seat %d at venue %s.", s.whom(e.Player), e.Seat, s.hunt.Venues[e.Venue].ID)
	case game.SeatGiven:
		return fmt.Sprintf("%s has seat %d at venue %s.", s.whom(e.Player), e.Seat, s.hunt.Venues[e.Venue].ID)
	case game.Renamed, game.Hidden:
		return "The leaderboard shows another name."
	case game.ResumeIssued:
		return s.whom(e.Player) + " can go on with another phone: the code counts once, for ten minutes."
	}
	return ""
}

// whom names a player to an operator, by number first: numbers do not change.
func (s *Server) whom(id fact.Player) string {
	p := s.players.byID(id)
	switch {
	case p == nil || !p.isIn():
		return "A player of another server"
	case p.alias() == "":
		return fmt.Sprintf("Player %d", p.number)
	}
	return fmt.Sprintf("Player %d (%s)", p.number, p.alias())
}
