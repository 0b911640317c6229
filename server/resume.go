package server

import (
	"fmt"
	"io"
	"net/http"
	"sync"
	"time"

	"crescendo/game/fact"
	"crescendo/game/wire"
	"crescendo/server/door"
)

const resumeBytes = 10 // of a resume code: 2⁸⁰ guesses in ten minutes

// resumes are the codes with which another device may take a player over (R3),
// as the journal has them: that each works once is decided by the fold, for all
// servers alike. Only hashes stand here.
type resumes struct {
	mu      sync.Mutex
	issued  map[[16]byte]issue       // guarded by mu; good until they are spent or too old
	waiting map[[16]byte]chan uint32 // guarded by mu; who spends one here and waits for the fold
}

// issue is whose code it is, and until when it is good.
type issue struct {
	player fact.Player
	until  int64 // Unix ms
}

func newResumes() *resumes {
	return &resumes{issued: map[[16]byte]issue{}, waiting: map[[16]byte]chan uint32{}}
}

// newResume draws a code, for a person to type, and what facts say of it.
func (s *Server) newResume() (code string, hash [16]byte, err error) {
	var b [resumeBytes]byte
	if _, err := io.ReadFull(s.config.Rand, b[:]); err != nil {
		return "", hash, fmt.Errorf("drawing a resume code: %w", err)
	}
	code = inFours(letters.EncodeToString(b[:]))
	return code, s.config.Keys.resume(code), nil
}

// resume is what facts say of a resume code.
func (k *Keys) resume(code string) [16]byte {
	sum := door.Key(k.Names).Of("", "resume", unspaced(code))
	return [16]byte(sum[:16])
}

// add keeps a code that the journal has, and drops those that are too old.
func (r *resumes) add(code [16]byte, player fact.Player, clock int64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for old, i := range r.issued {
		if i.until < clock {
			delete(r.issued, old)
		}
	}
	r.issued[code] = issue{player, clock + wire.ResumeFor.Milliseconds()}
}

// spend begins to spend a code, unless it is not good or somebody here does so
// already. The channel tells the generation of the new token as the fold has it, 0
// where another server spent the code.
func (r *resumes) spend(code [16]byte, now int64) (player fact.Player, mine <-chan uint32, ok bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	i, known := r.issued[code]
	if _, busy := r.waiting[code]; !known || busy || now > i.until {
		return fact.Player{}, nil, false
	}
	ch := make(chan uint32, 1)
	r.waiting[code] = ch
	return i.player, ch, true
}

// spent ends a code that the journal says is spent, and tells whoever waits for
// that here the generation of the new token, 0 for nothing.
func (r *resumes) spent(code [16]byte, generation uint32) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.issued, code)
	if ch := r.waiting[code]; ch != nil {
		delete(r.waiting, code)
		ch <- generation
	}
}

// leave takes out who does not wait any more.
func (r *resumes) leave(code [16]byte) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.waiting, code)
}

// askResume hands in a new code for the player. The answer comes when the fold
// has it; until then another wish is the same wish.
func (c *session) askResume() error {
	if !c.player.mayShow(c.server.now()) {
		return errFlood
	}
	s, p := c.server, c.player
	code, hash, err := s.newResume()
	if err != nil {
		return err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.session != c || p.resume != "" {
		return nil
	}
	p.resume = code
	p.owed = append(p.owed, fact.Resumed{Player: p.id, Code: hash})
	s.collect(p)
	return nil
}

// issued tells a player the code that they asked for.
func (s *Server) issued(id fact.Player, hash [16]byte, clock int64) {
	s.resumes.add(hash, id, clock)
	s.change(id, func(p *player) wire.ToPlayer {
		code := p.resume
		if code == "" || s.config.Keys.resume(code) != hash {
			return nil
		}
		p.resume = ""
		return wire.Resume{Code: code, For: clock + wire.ResumeFor.Milliseconds() - s.now().UnixMilli()}
	})
}

// takenOver ends what a player had here: another device goes on. Where this
// server spent the code, whoever waits for that gets the new token.
func (s *Server) takenOver(id fact.Player, hash [16]byte, here bool) {
	generation := uint32(0)
	if p := s.players.byID(id); p != nil {
		generation = p.retire()
	}
	if !here {
		generation = 0
	}
	s.resumes.spent(hash, generation)
}

// resume answers POST /v1/resume: when the journal says that the code is spent,
// and that it was spent here, with a new token of the same player. The old one
// is good no more, and its session ends.
func (s *Server) resume(w http.ResponseWriter, r *http.Request) {
	if !s.request() {
		refuse(w, http.StatusServiceUnavailable, "busy", "The server is starting or stopping. Try again in a moment.")
		return
	}
	defer s.requests.Done()
	req, ok := asked(w, r, "a request to go on", wire.MaxJoinBody, wire.DecodeResumeRequest)
	if !ok {
		return
	}
	hash := s.config.Keys.resume(req.Code)
	id, mine, ok := s.resumes.spend(hash, s.now().UnixMilli())
	if !ok {
		refuseCode(w)
		return
	}
	defer s.resumes.leave(hash)
	if !s.desk.put(fact.Resumed{Player: id, Code: hash, Spent: true}) {
		refuse(w, http.StatusServiceUnavailable, "busy", "The server is busy. Wait a moment and try again.")
		return
	}
	s.goOn(w, r, id, mine)
}

// refuseCode is the one answer to a resume code that is wrong, too old, or used.
func refuseCode(w http.ResponseWriter) {
	refuse(w, http.StatusForbidden, "resume", "That code is not good, or not any more. Ask for a new one on the device that plays, or ask a steward.")
}

// goOn waits for the fold and gives the player a new token.
func (s *Server) goOn(w http.ResponseWriter, r *http.Request, id fact.Player, mine <-chan uint32) {
	late := time.NewTimer(joinTimeout)
	defer late.Stop()
	select {
	case generation := <-mine:
		p := s.players.byID(id)
		if generation == 0 || p == nil {
			refuseCode(w)
			return
		}
		reply(w, http.StatusOK, wire.JoinReply{Token: s.config.Keys.token(id, generation), Number: p.number, Nickname: p.nickname})
	case <-late.C:
		refuse(w, http.StatusServiceUnavailable, "busy", "The server is busy. Wait a moment and try again.")
	case <-s.stopping:
		refuse(w, http.StatusServiceUnavailable, "busy", "The server is stopping. Try again in a moment.")
	case <-r.Context().Done():
	}
}
