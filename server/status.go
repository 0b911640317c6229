package server

import (
	"net/http"
	"slices"

	"crescendo/game"
	"crescendo/game/fact"
)

// StatusReply is the answer to GET /v1/acts/status: what an operator may know,
// and nobody else.
type StatusReply struct {
	Hunt    string         `json:"hunt"`
	Phase   string         `json:"phase"`
	Server  int64          `json:"server_ms"`
	Players []PlayerStatus `json:"players"` // by number
	Venues  []VenueStatus  `json:"venues"`  // in the order of the hunt file
}

// PlayerStatus is one player. Venues stand by their ids.
type PlayerStatus struct {
	Number      int      `json:"number"`
	Name        string   `json:"name,omitempty"`
	Gated       bool     `json:"gated,omitempty"`
	Out         bool     `json:"out,omitempty"`
	Seat        *SeatAt  `json:"seat,omitempty"`
	Provisional *SeatAt  `json:"provisional,omitempty"` // what closing every slot now would give
	Pending     []string `json:"pending,omitempty"`     // presented there, and not proved
	Waiting     []string `json:"waiting,omitempty"`     // settled there, without a seat
}

// SeatAt is a seat at a venue.
type SeatAt struct {
	Venue string `json:"venue"`
	Seat  int    `json:"seat"`
}

// VenueStatus is one venue.
type VenueStatus struct {
	ID      string `json:"id"`
	Band    string `json:"band"`
	Removed bool   `json:"removed,omitempty"`
	Seats   int    `json:"seats"` // in its quotas
	Given   int    `json:"given"` // extra ones too
}

// status answers GET /v1/acts/status.
func (s *Server) status(w http.ResponseWriter, _ *http.Request, _ string) {
	if !s.caughtUp() {
		refuse(w, http.StatusServiceUnavailable, "busy", "The server is starting. Try again in a moment.")
		return
	}
	var answer StatusReply
	s.consult(func(r *game.Race) { answer = s.statusOf(r) })
	sendValue(w, answer)
}

func (s *Server) statusOf(r *game.Race) StatusReply {
	wall := s.now().UnixMilli()
	answer := StatusReply{
		Hunt: s.hunt.ID, Phase: string(s.phase(s.state.Load(), wall)), Server: wall,
		Players: []PlayerStatus{}, Venues: make([]VenueStatus, len(s.hunt.Venues)),
	}
	for i, v := range s.hunt.Venues {
		answer.Venues[i] = VenueStatus{ID: v.ID, Band: s.bandOf(i), Removed: r.Removed().Has(i)}
		for _, q := range v.Quotas {
			answer.Venues[i].Seats += q.Seats
		}
	}
	for _, g := range r.Standings() {
		answer.Venues[g.Venue].Given++
	}
	for _, p := range s.players.all() {
		answer.Players = append(answer.Players, s.playerStatus(r, p))
	}
	return answer
}

func (s *Server) playerStatus(r *game.Race, p *player) PlayerStatus {
	st := PlayerStatus{Number: p.number, Name: p.alias(), Gated: r.Gated(p.id), Out: r.Disqualified(p.id)}
	if venue, seat, ok := r.Seat(p.id); ok {
		st.Seat = &SeatAt{s.hunt.Venues[venue].ID, seat}
	} else if venue, seat, ok := r.Provisional(p.id); ok {
		st.Provisional = &SeatAt{s.hunt.Venues[venue].ID, seat}
	}
	for v := range (s.fold.shown[p.id] &^ r.Arrived(p.id)).All() {
		st.Pending = append(st.Pending, s.hunt.Venues[v].ID)
	}
	for v := range r.Waiting(p.id).All() {
		st.Waiting = append(st.Waiting, s.hunt.Venues[v].ID)
	}
	return st
}

// consult lets an operator's question see the race between two records. The
// fold waits meanwhile, the music does not: a status of 50,000 players takes
// some 0.1 s.
func (s *Server) consult(see func(r *game.Race)) {
	s.fold.mu.Lock()
	defer s.fold.mu.Unlock()
	see(s.fold.race)
}

// present notes where players have presented themselves. The caller holds mu.
func (f *fold) present(events []game.Event) {
	for _, e := range events {
		if e, ok := e.(game.Attempted); ok {
			f.shown[e.Player] = f.shown[e.Player].With(e.Venue)
		}
	}
}

// nickname keeps what the acts of a record call players. The leaderboard shows
// it from now on.
func (f *fold) nickname(facts []fact.Fact, events []game.Event) {
	for _, a := range facts {
		a, ok := a.(fact.Acted)
		if !ok {
			continue
		}
		p := f.server.players.byID(a.Player)
		switch {
		case p == nil:
		case slices.Contains(events, game.Event(game.Renamed{Player: a.Player})) && a.Act == fact.ActRename:
			name := f.server.texts.of(a.Hash) // "" where it is another server's: then the number stands
			p.shown.Store(&name)
		case slices.Contains(events, game.Event(game.Hidden{Player: a.Player})) && a.Act == fact.ActHide:
			p.shown.Store(new(string))
		}
	}
}
