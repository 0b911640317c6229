package browser

import (
	"context"
	"fmt"
	"strings"
)

// codes are the keys that have a name, with the number by which Windows and
// older pages know them.
var codes = map[string]int{
	"Backspace": 8, "Tab": 9, "Enter": 13, "Escape": 27, "Space": 32, "PageUp": 33, "PageDown": 34, "End": 35, "Home": 36,
	"ArrowLeft": 37, "ArrowUp": 38, "ArrowRight": 39, "ArrowDown": 40, "Delete": 46,
}

// KeyDown presses a key, by its code: "ArrowUp", "Enter", "KeyA", "Digit1".
func (p *Page) KeyDown(ctx context.Context, code string) error {
	params, err := key(code)
	if err != nil {
		return err
	}
	params["type"] = "keyDown"
	if params["text"] == nil {
		params["type"] = "rawKeyDown"
	}
	return p.call(ctx, "Input.dispatchKeyEvent", params, nil)
}

// KeyUp lets a key go.
func (p *Page) KeyUp(ctx context.Context, code string) error {
	params, err := key(code)
	if err != nil {
		return err
	}
	delete(params, "text")
	params["type"] = "keyUp"
	return p.call(ctx, "Input.dispatchKeyEvent", params, nil)
}

// Key presses a key for Touch and lets it go.
func (p *Page) Key(ctx context.Context, code string) error {
	if err := p.KeyDown(ctx, code); err != nil {
		return err
	}
	if err := pause(ctx, Touch); err != nil {
		return err
	}
	return p.KeyUp(ctx, code)
}

// Type writes a text into what has the focus, as a phone's keyboard does: the
// page sees input, and no keys.
func (p *Page) Type(ctx context.Context, text string) error {
	return p.call(ctx, "Input.insertText", object{"text": text}, nil)
}

// key returns how the protocol describes a key.
func key(code string) (object, error) {
	letter, isLetter := strings.CutPrefix(code, "Key")
	digit, isDigit := strings.CutPrefix(code, "Digit")
	number, named := codes[code]
	switch {
	case isLetter && len(letter) == 1 && letter[0] >= 'A' && letter[0] <= 'Z':
		small := strings.ToLower(letter)
		return object{"code": code, "key": small, "text": small, "windowsVirtualKeyCode": int(letter[0])}, nil
	case isDigit && len(digit) == 1 && digit[0] >= '0' && digit[0] <= '9':
		return object{"code": code, "key": digit, "text": digit, "windowsVirtualKeyCode": int(digit[0])}, nil
	case code == "Enter":
		return object{"code": code, "key": code, "text": "\r", "windowsVirtualKeyCode": number}, nil
	case code == "Space":
		return object{"code": code, "key": " ", "text": " ", "windowsVirtualKeyCode": number}, nil
	case named:
		return object{"code": code, "key": code, "windowsVirtualKeyCode": number}, nil
	}
	return nil, fmt.Errorf("pressing %q: no such key is known: ArrowUp, Enter, KeyA and Digit1 are", code)
}
