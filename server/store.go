package server

import (
	"encoding/json"
	"fmt"

	"crescendo/game"
	"crescendo/game/fact"
	"crescendo/server/keep"
)

// Store is where a server keeps what people may want to be forgotten (R14), and
// what no seat depends on: see package keep. What cannot be kept is a loss after
// a restart and stops nobody.
type Store interface {
	// Put keeps entries, each in place of the one before. They outlast the
	// process when it returns nil. They are the caller's again.
	Put(entries ...keep.Entry) error
	// Delete forgets entries: when it returns nil, no file holds their bytes.
	Delete(keys ...keep.Key) error
	// Each calls fn for every entry of a kind. The value is fn's only until it
	// returns.
	Each(kind keep.Kind, fn func(id keep.ID, value []byte) error) error
}

// person is a player's entry in the store.
type person struct {
	Nickname string `json:"nickname"`
}

// past is what the store had when the server was made, until the fold meets
// whom it concerns.
type past struct {
	nicknames map[fact.Player]string
	runners   map[fact.Player][]byte
	restored  map[fact.Player]kept // players who are in again, until the server has caught up
}

// prior is what a player brings along who is let in.
type prior struct {
	nickname string
	runner   game.Runner
	epoch    uint32
}

// recall reads the store: texts into memory, what concerns players into the
// past. What it cannot understand it leaves out, and says so.
func (s *Server) recall() (past, error) {
	was := past{nicknames: map[fact.Player]string{}, runners: map[fact.Player][]byte{}, restored: map[fact.Player]kept{}}
	store := s.config.Store
	strange := 0
	err := store.Each(keep.Person, func(id keep.ID, value []byte) error {
		var p person
		if json.Unmarshal(value, &p) != nil {
			strange++
			return nil
		}
		was.nicknames[playerOf(id)] = p.Nickname
		return nil
	})
	if err == nil {
		err = store.Each(keep.Runner, func(id keep.ID, value []byte) error {
			was.runners[playerOf(id)] = append([]byte(nil), value...)
			return nil
		})
	}
	if err == nil {
		err = store.Each(keep.Text, func(id keep.ID, value []byte) error {
			if len(value) < len(fact.Player{}) || !s.texts.keep(id, string(value[len(fact.Player{}):])) {
				strange++
			}
			return nil
		})
	}
	if err != nil {
		return past{}, fmt.Errorf("reading what was kept about people: %w", err)
	}
	if strange > 0 {
		s.log.Error("some of what was kept about people cannot be understood; it is left out", "entries", strange)
	}
	return was, nil
}

// keyOf names what the store has of a player.
func keyOf(kind keep.Kind, p fact.Player) keep.Key {
	k := keep.Key{Kind: kind}
	copy(k.ID[:], p[:])
	return k
}

func playerOf(id keep.ID) fact.Player { return fact.Player(id[:len(fact.Player{})]) }

// keepName keeps a nickname, and tells whether that worked.
func (s *Server) keepName(p *player) bool {
	if p.nickname == "" {
		return true
	}
	value, err := json.Marshal(person{p.nickname})
	if err == nil {
		err = s.config.Store.Put(keep.Entry{Key: keyOf(keep.Person, p.id), Value: value})
	}
	if err != nil {
		s.log.Error("keeping a nickname; trying again", "cause", err)
	}
	return err == nil
}

// keepTexts keeps what somebody wrote, before the journal has its hash. An entry
// begins with the player whom it concerns, zero for nobody, so that it can be
// forgotten with them.
func (s *Server) keepTexts(c *call) error {
	var about fact.Player
	if c.player != nil {
		about = c.player.id
	}
	var entries []keep.Entry
	for hash, text := range c.texts {
		entries = append(entries, keep.Entry{Key: keep.Key{Kind: keep.Text, ID: hash}, Value: append(about[:], text...)})
	}
	if len(entries) == 0 {
		return nil
	}
	return s.config.Store.Put(entries...)
}
