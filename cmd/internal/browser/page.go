package browser

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"sync"
)

// hook is what every document gets before its own scripts: see Level.
//
//go:embed hook.js
var hook string

// Page is one tab.
type Page struct {
	b       *Browser
	target  string
	session *session
	profile string // the browser's name for the page's storage and permissions

	mu   sync.Mutex // guards said
	said []Said
}

// NewPage opens a page with storage and permissions of its own. Without a
// permission that was granted, the page's requests for one are not answered.
func (b *Browser) NewPage(ctx context.Context, v Viewport) (*Page, error) {
	var made struct{ BrowserContextID string }
	if err := b.call(ctx, browserItself, "Target.createBrowserContext", nil, &made); err != nil {
		return nil, fmt.Errorf("opening a page: %w", err)
	}
	return b.open(ctx, made.BrowserContextID, v)
}

// NewTab opens another page that shares storage and permissions with p.
func (p *Page) NewTab(ctx context.Context, v Viewport) (*Page, error) {
	return p.b.open(ctx, p.profile, v)
}

func (b *Browser) open(ctx context.Context, profile string, v Viewport) (*Page, error) {
	p := &Page{b: b, profile: profile}
	var target struct{ TargetID string }
	if err := b.call(ctx, browserItself, "Target.createTarget", object{"url": "about:blank", "browserContextId": profile}, &target); err != nil {
		return nil, fmt.Errorf("opening a page: %w", err)
	}
	var attached struct{ SessionID string }
	if err := b.call(ctx, browserItself, "Target.attachToTarget", object{"targetId": target.TargetID, "flatten": true}, &attached); err != nil {
		return nil, fmt.Errorf("opening a page: %w", err)
	}
	p.target, p.session = target.TargetID, b.listen(attached.SessionID, p.hear)
	for _, method := range []string{"Page.enable", "Runtime.enable", "Log.enable", "Network.enable", "Inspector.enable"} {
		if err := p.call(ctx, method, nil, nil); err != nil {
			return nil, fmt.Errorf("opening a page: %w", err)
		}
	}
	if err := p.Inject(ctx, hook); err != nil {
		return nil, err
	}
	return p, p.Resize(ctx, v)
}

// object are a call's parameters.
type object map[string]any

func (p *Page) call(ctx context.Context, method string, params, result any) error {
	return p.b.call(ctx, p.session, method, params, result)
}

// Close closes the page.
func (p *Page) Close(ctx context.Context) error {
	return p.b.call(ctx, browserItself, "Target.closeTarget", object{"targetId": p.target}, nil)
}

// Go goes to an address and waits until the document and what it names is
// loaded.
func (p *Page) Go(ctx context.Context, url string) error {
	var went struct{ ErrorText string }
	if err := p.call(ctx, "Page.navigate", object{"url": url}, &went); err != nil {
		return fmt.Errorf("going to %s: %w", url, err)
	}
	if went.ErrorText != "" {
		return fmt.Errorf("going to %s: %s", url, went.ErrorText)
	}
	return p.loaded(ctx, url)
}

// Reload loads the document anew, as somebody who pulls the page down.
func (p *Page) Reload(ctx context.Context) error {
	// A mark that the old document has and the new one has not.
	if err := p.Eval(ctx, "void (window.__old = true)", nil); err != nil {
		return fmt.Errorf("reloading: %w", err)
	}
	if err := p.call(ctx, "Page.reload", nil, nil); err != nil {
		return fmt.Errorf("reloading: %w", err)
	}
	return p.loaded(ctx, "the page anew")
}

func (p *Page) loaded(ctx context.Context, what string) error {
	return p.Until(ctx, what+" is loaded", `!window.__old && document.readyState === "complete"`)
}

// ToFront puts the page before the browser's other ones.
func (p *Page) ToFront(ctx context.Context) error {
	return p.call(ctx, "Page.bringToFront", nil, nil)
}

// Inject runs a script in every document that is loaded from now on, before
// its own scripts.
func (p *Page) Inject(ctx context.Context, script string) error {
	return p.call(ctx, "Page.addScriptToEvaluateOnNewDocument", object{"source": script}, nil)
}

// Eval evaluates an expression, awaits it if it is a promise, and decodes its
// value from JSON into result, which may be nil. It is no gesture: what needs
// one stays locked.
func (p *Page) Eval(ctx context.Context, expression string, result any) error {
	var got struct {
		Result           struct{ Value json.RawMessage }
		ExceptionDetails *thrown
	}
	err := p.call(ctx, "Runtime.evaluate", object{"expression": expression, "returnByValue": true, "awaitPromise": true, "userGesture": false}, &got)
	switch {
	case err != nil:
		return err
	case got.ExceptionDetails != nil:
		return fmt.Errorf("evaluating %s: %s", expression, got.ExceptionDetails)
	case result == nil || got.Result.Value == nil: // undefined leaves result as it is
		return nil
	}
	if err := json.Unmarshal(got.Result.Value, result); err != nil {
		return fmt.Errorf("evaluating %s: %w", expression, err)
	}
	return nil
}

// Until waits until an expression is true in the page; see the function Until.
func (p *Page) Until(ctx context.Context, what, expression string) error {
	return Until(ctx, what, func() (is bool, err error) {
		err = p.Eval(ctx, "Boolean("+expression+")", &is)
		return is, err
	})
}

// Text returns the text that is shown in the first element of a selector.
func (p *Page) Text(ctx context.Context, selector string) (text string, err error) {
	found := false
	err = p.Eval(ctx, fmt.Sprintf("document.querySelector(%s) !== null", literal(selector)), &found)
	if err == nil && !found {
		return "", fmt.Errorf("there is no %s on the page", selector)
	}
	if err == nil {
		err = p.Eval(ctx, fmt.Sprintf("document.querySelector(%s).innerText", literal(selector)), &text)
	}
	return text, err
}

// literal writes a string as JavaScript does.
func literal(s string) string {
	b, err := json.Marshal(s)
	if err != nil {
		return `""` // no string makes Marshal fail
	}
	return string(b)
}
