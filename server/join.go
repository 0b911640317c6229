package server

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"slices"
	"time"

	"crescendo/game"
	"crescendo/game/fact"
	"crescendo/game/wire"
)

// asked reads the body of a request, which is called what it is, for people, and
// has at most so many bytes. Where it cannot, it has answered.
func asked[T wire.JoinRequest | wire.ResumeRequest | ActRequest](w http.ResponseWriter, r *http.Request, what string, limit int64, decode func([]byte) (T, error)) (req T, ok bool) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, limit))
	if err != nil {
		refuse(w, http.StatusRequestEntityTooLarge, "too_long", "That is more than "+what+" can hold.")
		return req, false
	}
	if req, err = decode(body); err != nil {
		refuse(w, http.StatusBadRequest, "malformed", "That was not understood: "+err.Error())
		return req, false
	}
	return req, true
}

// join answers POST /v1/join: when the journal has the joining, with a token.
func (s *Server) join(w http.ResponseWriter, r *http.Request) {
	if !s.request() {
		refuse(w, http.StatusServiceUnavailable, "busy", "The server is starting or stopping. Try again in a moment.")
		return
	}
	defer s.requests.Done()
	req, ok := asked(w, r, "a request to join", wire.MaxJoinBody, wire.DecodeJoinRequest)
	if !ok {
		return
	}
	nickname, err := wire.CleanNickname(req.Nickname)
	switch {
	case errors.Is(err, wire.ErrNicknameLong):
		refuse(w, http.StatusBadRequest, "nickname_long", "That nickname is too long: use at most 24 characters.")
		return
	case err != nil:
		refuse(w, http.StatusBadRequest, "nickname_sign", "That nickname has a sign that cannot be shown: use letters, digits and emoji.")
		return
	}
	switch s.phase(s.state.Load(), s.now().UnixMilli()) {
	case wire.PhaseSoon:
		refuse(w, http.StatusConflict, "soon", "Joining is not open yet. Come back at the time on this page.")
		return
	case wire.PhaseClosing, wire.PhaseOver:
		refuse(w, http.StatusConflict, "over", "This evening is over. The leaderboard shows who won.")
		return
	}
	class := slices.IndexFunc(s.hunt.Classes, func(c game.Class) bool { return c.ID == req.Class })
	if req.Class != "" && class < 0 {
		refuse(w, http.StatusBadRequest, "class", "This hunt has no such class. Choose one of the list.")
		return
	}
	joining := fact.Joined{Salt: [wire.SaltBytes]byte(req.Salt), Class: uint8(class + 1)}
	if s.hunt.Invitations {
		number, ok := s.config.Keys.readInvitation(s.hunt.ID, req.Invitation)
		if !ok {
			refuseInvitation(w)
			return
		}
		joining.Invitation = number
	}
	s.register(w, r, nickname, joining)
}

// refuseInvitation is the one answer to an invitation that is wrong or used.
func refuseInvitation(w http.ResponseWriter) {
	refuse(w, http.StatusForbidden, "invitation", "That invitation is not good, or somebody has used it. Look at it again, or ask the organiser.")
}

// register brings a joining into the journal and answers when it is there.
func (s *Server) register(w http.ResponseWriter, r *http.Request, nickname string, joining fact.Joined) {
	p, err := s.players.add(nickname, s.config.Rand)
	switch {
	case errors.Is(err, errHuntFull):
		refuse(w, http.StatusServiceUnavailable, "full", "The hunt is full. Try again later, or watch the leaderboard.")
		return
	case err != nil:
		s.log.Error("admitting a player", "cause", err)
		refuse(w, http.StatusInternalServerError, "broken", "The server has a problem of its own. Tell the organiser.")
		return
	}
	joining.Player = p.id
	if !s.desk.put(joining) {
		s.players.drop(p)
		refuse(w, http.StatusServiceUnavailable, "busy", "The server is busy. Wait a moment and try again.")
		return
	}
	late := time.NewTimer(joinTimeout)
	defer late.Stop()
	select {
	case <-p.joined:
		p.unnamed.Store(!s.keepName(p))
		reply(w, http.StatusOK, wire.JoinReply{Token: s.config.Keys.token(p.id, 0), Number: p.number, Nickname: nickname})
	case <-p.refused:
		refuseInvitation(w)
	case <-late.C:
		refuse(w, http.StatusServiceUnavailable, "busy", "The server is busy. Wait a moment and try again.")
	case <-s.stopping:
		refuse(w, http.StatusServiceUnavailable, "busy", "The server is stopping. Try again in a moment.")
	case <-r.Context().Done():
	}
}

// request counts a request in that Run waits for.
func (s *Server) request() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.stage != running || !s.caughtUp() {
		return false
	}
	s.requests.Add(1)
	return true
}

// refuse answers with an ErrorReply: a code for programs, a sentence for
// people.
func refuse(w http.ResponseWriter, status int, code, message string) {
	if status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", "2")
	}
	reply(w, status, wire.ErrorReply{Code: code, Message: message})
}

// reply answers with JSON.
func reply[T wire.JoinReply | wire.ErrorReply | wire.Hunt](w http.ResponseWriter, status int, v T) {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err) // strings and integers
	}
	sendJSON(w, status, b)
}

func sendJSON(w http.ResponseWriter, status int, b []byte) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	w.Write(b) //nolint:errcheck // whoever asked has gone
}
