// Package browser answers: what does somebody see, hear and do in a real
// browser?
//
// It drives Chromium by its DevTools protocol, for tests from end to end. [Open]
// starts a browser for a test, [Browser.NewPage] gives a page with storage and
// permissions of its own, as a person with a device of theirs has:
//
//	b := browser.Open(t, browser.Options{})
//	p, err := b.NewPage(ctx, browser.Phone())
//	err = p.Go(ctx, address)
//	err = p.TapOn(ctx, "#go")
//	err = browser.Until(ctx, "the band plays", func() (bool, error) {
//		level, err := p.Level(ctx)
//		return level.DB > -40, err
//	})
//
// # What is real
//
// Nothing that a page could not tell from a person: scripts run without the
// activation that a gesture gives (so sound stays locked until a real tap), a
// finger stays on the glass for at least [Touch], because a touch that ends
// within one tick is not seen by a game, and a page's own content security
// policy holds.
//
// # Goroutines
//
// A Browser owns three: one reads messages, one writes them, one reads what
// Chromium prints. Close ends and awaits them. All methods may be called from
// any goroutine; each takes a context, whose end is its only deadline.
package browser
