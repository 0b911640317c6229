//go:build !js

package client

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/gorilla/websocket"

	"crescendo/game/wire"
)

func TestGarbageEndsTheConnectionAndNotTheEvening(t *testing.T) {
	text := func(s string) func(*actor) {
		return func(a *actor) { _ = a.ws.WriteMessage(websocket.TextMessage, []byte(s)) }
	}
	binary := func(b []byte) func(*actor) {
		return func(a *actor) { _ = a.ws.WriteMessage(websocket.BinaryMessage, b) }
	}
	welcomed := func(then func(*actor)) func(*actor) {
		return func(a *actor) {
			a.say(welcomeTo(hunt(1), 1))
			then(a)
		}
	}
	good := wire.Step{Sequence: 1, Band: 0}
	far := wire.Step{Sequence: 1, Band: 7}
	early := wire.Step{Sequence: 900}
	norate := welcomeTo(wire.Hunt{}, 1)
	for name, garble := range map[string]func(*actor){
		"no JSON":            text("hello there"),
		"JSON, no message":   text(`[1, 2]`),
		"a cut message":      text(`{"type":"welcome","version":1`),
		"step of 3 bytes":    welcomed(binary([]byte{1, 2, 3})),
		"empty step":         welcomed(binary(nil)),
		"step first":         binary(good.Append(nil)),
		"won first":          func(a *actor) { a.say(wire.Won{}) },
		"two welcomes":       welcomed(func(a *actor) { a.say(welcomeTo(hunt(1), 2)) }),
		"welcome, no rate":   func(a *actor) { a.say(norate) },
		"step of band 7":     welcomed(func(a *actor) { a.read(); binary(far.Append(nil))(a) }),
		"step before frame":  welcomed(binary(early.Append(nil))),
		"longer than it may": welcomed(binary(make([]byte, wire.MaxMessageDown+1))),
		"no WebSocket":       func(a *actor) { _, _ = a.ws.NetConn().Write([]byte("HTTP/1.1 200 OK\r\n\r\n")) },
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := newStage(t, func(visit int, a *actor) {
					a.hello()
					if visit == 0 {
						garble(a)
						for ok := true; ok; {
							_, ok = a.read()
						}
						return
					}
					a.say(welcomeTo(hunt(1), 2))
					a.echo(wire.Step{Step: 9})
				})
				defer s.close()
				session := New(s.config())
				said := make(chan State, 1)
				session.Watch(func(st State) {
					if st.Trouble.Text != "" && len(said) == 0 {
						said <- st
					}
				})
				stop := begin(session)
				if st := <-said; st.Connection == Joined || st.Connection == Gone {
					t.Errorf("after garbage: %v, %q: want it to come back", st.Connection, st.Trouble)
				}
				pass(10 * time.Second)
				if st := session.State(); st.Connection != Joined || st.Step != 9 {
					t.Errorf("after garbage and a good answer: %v, step %d", st.Connection, st.Step)
				}
				stop()
			})
		})
	}
}

func TestWhatANewerServerSaysIsSkipped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t, func(_ int, a *actor) {
			a.hello()
			_ = a.ws.WriteMessage(websocket.TextMessage, []byte(`{"type":"weather","rain":true}`))
			a.say(welcomeTo(hunt(1), 1))
			_ = a.ws.WriteMessage(websocket.TextMessage, []byte(`{"type":"band_full","band":"foxes","seats":10}`))
			a.echo(wire.Step{Step: 9})
		})
		defer s.close()
		session, stop := s.run(s.config())
		pass(time.Second)
		if st := session.State(); st.Connection != Joined || len(st.Full) != 1 || st.Step != 9 {
			t.Errorf("%v, %q, full %v", st.Connection, st.Trouble, st.Full)
		}
		stop()
	})
}

func TestAnotherVersionIsTheEnd(t *testing.T) {
	other := wire.Step{Sequence: 1}
	otherStep := other.Append(nil)
	otherStep[0] = 9
	for name, say := range map[string]func(*actor){
		"in the welcome": func(a *actor) { w := welcomeTo(hunt(1), 1); w.Version = 9; a.say(w) },
		"in a step": func(a *actor) {
			a.say(welcomeTo(hunt(1), 1))
			_ = a.ws.WriteMessage(websocket.BinaryMessage, otherStep)
		},
	} {
		synctest.Test(t, func(t *testing.T) {
			s := newStage(t, func(_ int, a *actor) {
				a.hello()
				say(a)
				a.read()
				a.read()
			})
			defer s.close()
			session, stop := s.run(s.config())
			pass(time.Minute)
			if st := session.State(); st.Connection != Gone || st.Trouble.Code != OtherVersion {
				t.Errorf("%s: %v, %q", name, st.Connection, st.Trouble)
			}
			stop()
		})
	}
}
