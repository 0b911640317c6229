package journal

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"sync"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// What the stream is given (see the package's page for operators).
const (
	streamBytes   = 4 << 30 // a guard: beyond it nothing is dropped, and nothing is taken
	streamMessage = MaxRecord + 4<<10
	dedupeWindow  = 2 * time.Minute // within it the engine itself keeps one record an id
)

// How the stream is read and written.
const (
	appendLimit = 2 * time.Second        // of one attempt on one machine
	clusterTry  = 500 * time.Millisecond // of one attempt in a cluster: another leader may know more
	stuckAfter  = 3 * time.Second        // of failing attempts: then the connection is made anew
	silence     = 250 * time.Millisecond // without a live record: then the stream is asked
	readLimit   = 2 * time.Second        // of one reading
	readBatch   = 256                    // records asked for at once
)

// ErrGap is in the error of a Tail that found a record missing: the engine has
// lost what it had acknowledged, or a replica is behind. Another attempt may be
// answered by another replica.
var ErrGap = errors.New("a record is missing")

// stream is a Journal in a NATS JetStream stream of its own, in one subject.
// It is read by direct requests and by what the stream publishes again when a
// record is on disk, not by a consumer: those cost seconds in a fail-over.
type stream struct {
	// set once
	conn    *nats.Conn
	js      jetstream.JetStream
	name    string
	subject string
	attempt time.Duration

	mu      sync.Mutex
	failing time.Time // guarded by mu; since when no attempt has succeeded, zero while they do
}

func newStream(conn *nats.Conn, hunt string, attempt time.Duration) (*stream, error) {
	js, err := jetstream.New(conn)
	if err != nil {
		return nil, fmt.Errorf("journal: %w", err)
	}
	return &stream{conn: conn, js: js, name: "J_" + hunt, subject: "j." + hunt, attempt: attempt}, nil
}

// config is the stream as it must be: one order, nothing is ever deleted.
func (s *stream) config(replicas int) jetstream.StreamConfig {
	return jetstream.StreamConfig{
		Name: s.name, Subjects: []string{s.subject}, Storage: jetstream.FileStorage, Replicas: replicas,
		Retention: jetstream.LimitsPolicy, Discard: jetstream.DiscardNew, MaxBytes: streamBytes, MaxMsgSize: streamMessage,
		DenyDelete: true, DenyPurge: true, AllowDirect: true, Duplicates: dedupeWindow,
		RePublish: &jetstream.RePublish{Source: s.subject, Destination: "out." + s.subject},
	}
}

// make makes the stream where there is none, and refuses one that drops
// records or hides them.
func (s *stream) make(ctx context.Context, replicas int) error {
	have, err := s.js.Stream(ctx, s.name)
	if errors.Is(err, jetstream.ErrStreamNotFound) {
		have, err = s.js.CreateStream(ctx, s.config(replicas))
	}
	if err != nil {
		return fmt.Errorf("journal: opening the stream %s: %w", s.name, err)
	}
	return s.suits(have.CachedInfo().Config)
}

func (s *stream) suits(c jetstream.StreamConfig) error {
	for what, ok := range map[string]bool{
		"keeps all subjects apart":  len(c.Subjects) == 1 && c.Subjects[0] == s.subject,
		"is stored in files":        c.Storage == jetstream.FileStorage,
		"drops nothing by itself":   c.Retention == jetstream.LimitsPolicy && c.Discard == jetstream.DiscardNew && c.MaxAge == 0 && c.MaxMsgs <= 0 && c.MaxMsgsPerSubject <= 0,
		"denies delete and purge":   c.DenyDelete && c.DenyPurge,
		"allows direct reading":     c.AllowDirect,
		"publishes records again":   c.RePublish != nil && c.RePublish.Destination == "out."+s.subject,
		"takes records of any size": c.MaxMsgSize <= 0 || c.MaxMsgSize >= streamMessage,
	} {
		if !ok {
			return fmt.Errorf("journal: the stream %s is not one that %s: somebody else made or changed it; give the hunt another id, or remove the stream if it holds nothing", s.name, what)
		}
	}
	return nil
}

// Append implements Journal.
func (s *stream) Append(ctx context.Context, id string, record []byte) error {
	if err := Check(id, record); err != nil {
		return err
	}
	try, cancel := context.WithTimeout(ctx, s.attempt)
	defer cancel()
	msg := &nats.Msg{Subject: s.subject, Data: record, Header: nats.Header{}}
	_, err := s.js.PublishMsg(try, msg, jetstream.WithMsgID(id), jetstream.WithExpectStream(s.name), jetstream.WithRetryAttempts(0))
	s.note(err)
	if err != nil {
		return fmt.Errorf("journal: appending: %w", err)
	}
	return nil
}

// note makes the connection anew when attempts fail for a while: a server that
// is cut off from its peers keeps its connections.
func (s *stream) note(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch now := time.Now(); {
	case err == nil:
		s.failing = time.Time{}
	case s.failing.IsZero():
		s.failing = now
	case now.Sub(s.failing) >= stuckAfter:
		s.failing = now
		s.conn.ForceReconnect() //nolint:errcheck // it goes on trying by itself
	}
}

// Tail implements Journal.
func (s *stream) Tail(ctx context.Context, after uint64, fn func(seq uint64, record []byte) error) error {
	live, err := s.conn.SubscribeSync("out." + s.subject)
	if err != nil {
		return fmt.Errorf("journal: listening: %w", err)
	}
	defer live.Unsubscribe() //nolint:errcheck // the connection may be gone
	for {
		if after, err = s.read(ctx, after, fn); err != nil {
			return err
		}
		if after, err = s.listen(ctx, live, after, fn); err != nil {
			return err
		}
	}
}

// listen hands on the live records that follow at once, until there is silence
// or something between them is missing.
func (s *stream) listen(ctx context.Context, live *nats.Subscription, after uint64, fn func(uint64, []byte) error) (uint64, error) {
	for {
		quiet, cancel := context.WithTimeout(ctx, silence)
		msg, err := live.NextMsgWithContext(quiet)
		cancel()
		switch {
		case ctx.Err() != nil:
			return after, ctx.Err()
		case errors.Is(err, nats.ErrConnectionClosed), errors.Is(err, nats.ErrBadSubscription):
			return after, fmt.Errorf("journal: listening: %w", err)
		case err != nil: // silence, or it was faster than we
			return after, nil
		}
		seq, err := strconv.ParseUint(msg.Header.Get(jetstream.SequenceHeader), 10, 64)
		if err != nil || seq > after+1 {
			return after, nil // ask
		}
		if seq <= after {
			continue
		}
		if err := fn(seq, msg.Data); err != nil {
			return after, err
		}
		after = seq
	}
}

// read hands on everything behind after that a replica has now.
func (s *stream) read(ctx context.Context, after uint64, fn func(uint64, []byte) error) (uint64, error) {
	for {
		n, err := s.batch(ctx, after, fn)
		after += n
		if err != nil || n == 0 {
			return after, err
		}
	}
}

// batch asks for the next records once and returns how many it handed on.
func (s *stream) batch(ctx context.Context, after uint64, fn func(uint64, []byte) error) (n uint64, err error) {
	inbox := s.conn.NewInbox()
	answers, err := s.conn.SubscribeSync(inbox)
	if err != nil {
		return 0, fmt.Errorf("journal: reading: %w", err)
	}
	defer answers.Unsubscribe() //nolint:errcheck // the connection may be gone
	ask, err := json.Marshal(map[string]uint64{"seq": after + 1, "batch": readBatch, "max_bytes": 4 * MaxRecord})
	if err != nil {
		return 0, err
	}
	if err := s.conn.PublishRequest("$JS.API.DIRECT.GET."+s.name, inbox, ask); err != nil {
		return 0, fmt.Errorf("journal: reading: %w", err)
	}
	for {
		late, cancel := context.WithTimeout(ctx, readLimit)
		msg, err := answers.NextMsgWithContext(late)
		cancel()
		if ctx.Err() != nil {
			return n, ctx.Err()
		}
		if err != nil {
			return n, fmt.Errorf("journal: reading behind record %d: %w", after+n, err)
		}
		switch status := msg.Header.Get("Status"); status {
		case "":
		case "204", "404": // the end of the batch; nothing is behind
			return n, nil
		default:
			return n, fmt.Errorf("journal: reading behind record %d: %s %s", after+n, status, msg.Header.Get("Description"))
		}
		seq, err := strconv.ParseUint(msg.Header.Get(jetstream.SequenceHeader), 10, 64)
		if err != nil || seq != after+n+1 {
			return n, fmt.Errorf("journal: record %d follows record %d: %w", seq, after+n, ErrGap)
		}
		if err := fn(seq, msg.Data); err != nil {
			return n, err
		}
		n++
	}
}

// last returns the number of the last record that the engine has, as far as it
// says.
func (s *stream) last(ctx context.Context) (uint64, error) {
	have, err := s.js.Stream(ctx, s.name)
	if err != nil {
		return 0, fmt.Errorf("journal: asking the stream %s: %w", s.name, err)
	}
	return have.CachedInfo().State.LastSeq, nil
}
