package browser

import (
	"context"
	"errors"
	"fmt"
	"time"
)

const (
	often   = 50 * time.Millisecond // between two looks
	patient = 30 * time.Second      // where the context has no deadline of its own
)

// Until waits until fn says true, asking it again and again, to the end of ctx
// or for 30 s where ctx has no deadline. An error of fn is not the end, because
// a page that is on its way somewhere gives some; the last one stands in
// Until's. what completes "waiting until …".
func Until(ctx context.Context, what string, fn func() (bool, error)) error {
	if _, has := ctx.Deadline(); !has {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, patient)
		defer cancel()
	}
	began := time.Now()
	var last error
	for {
		ok, err := fn()
		if err == nil && ok {
			return nil
		}
		if ctx.Err() == nil || last == nil { // what the end of ctx cut off tells nothing
			last = err
		}
		if errors.Is(err, ErrGone) {
			return fmt.Errorf("waiting until %s: %w", what, err)
		}
		if pause(ctx, often) == nil {
			continue
		}
		waited := time.Since(began).Round(time.Millisecond)
		if last == nil {
			return fmt.Errorf("waiting until %s: not within %v", what, waited)
		}
		return fmt.Errorf("waiting until %s: not within %v: %w", what, waited, last)
	}
}

// pause waits for a time, or to the end of ctx, which is then its error.
func pause(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
