package client

import (
	"context"
	"errors"
	"io"

	"crescendo/game/wire"
)

// opened is the outcome of an attempt.
type opened struct {
	token string
	conn  Conn
	err   error
}

// dial starts an attempt. It is told over a channel with room, so that its
// goroutine ends whoever listens.
func (r *run) dial(ctx context.Context) {
	address, ok := server(r.config.Address)
	if !ok {
		r.end(trouble(BadAddress))
		return
	}
	if r.salt == nil {
		r.salt = make([]byte, wire.SaltBytes)
		if _, err := io.ReadFull(r.config.Rand, r.salt); err != nil {
			r.salt = make([]byte, wire.SaltBytes) // worth nothing to the lots, but the player gets in
		}
	}
	r.opening = make(chan opened, 1)
	c := r.config
	token, done := r.token, r.opening
	join := wire.JoinRequest{Nickname: c.Nickname, Salt: r.salt, Class: c.Class, Invitation: c.Invitation}
	r.all.Go(func() {
		ctx, cancel := context.WithTimeout(ctx, openFor)
		defer cancel()
		o := r.attempt(ctx, address, token, join)
		if ctx.Err() != nil && o.conn != nil { // nobody may be there to take it
			o.conn.Close(0)
			o.conn, o.err = nil, ctx.Err()
		}
		done <- o
	})
}

// attempt joins or goes on by a resume code, unless there is a token, and
// connects. It does not touch what Run owns.
func (s *Session) attempt(ctx context.Context, address, token string, join wire.JoinRequest) opened {
	if token == "" {
		reply, err := s.enter(ctx, address, join)
		if err != nil {
			return opened{err: err}
		}
		token = reply.Token
	}
	conn, err := s.config.Dial(ctx, socket(address))
	return opened{token, conn, err}
}

func (s *Session) enter(ctx context.Context, address string, join wire.JoinRequest) (wire.JoinReply, error) {
	if code := s.config.ResumeCode; code != "" {
		return s.config.Resume(ctx, address, wire.ResumeRequest{Code: code})
	}
	return s.config.Join(ctx, address, join)
}

// open takes the outcome of an attempt.
func (r *run) open(o opened) {
	r.opening = nil
	if o.token != "" {
		r.token = o.token
	}
	var refused *JoinError
	switch {
	case errors.As(o.err, &refused) && !refused.Later:
		r.end(refused.Trouble)
	case refused != nil:
		r.lose(refused.Trouble, true)
	case o.err != nil:
		r.lose(trouble(Unreachable), true)
	default:
		r.link = newLink(o.conn)
		r.greeted = r.config.Now()
		r.silentAt = r.greeted.Add(silentFor)
		if !r.link.say(wire.Hello{Version: wire.Version, Token: r.token}) {
			r.end(trouble(Unknown))
		}
	}
}

// hangUp leaves nothing open when Run returns.
func (r *run) hangUp() {
	r.drop(closeNormal)
	if r.opening == nil {
		return
	}
	r.all.Go(func() {
		if o := <-r.opening; o.conn != nil {
			o.conn.Close(closeNormal)
		}
	})
}
