package door

import (
	"encoding/json"
	"net/http"
	"strconv"
)

// secure is what the pages of gate and doors may do: scripts, styles and
// connections of this server alone; the camera, and no position. Nothing of it
// is kept by anybody, and its address goes nowhere.
func secure(h http.Header) {
	h.Set("Content-Security-Policy", "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; style-src 'self'; "+
		"img-src 'self' data:; connect-src 'self'; media-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
	h.Set("Permissions-Policy", "camera=(self), screen-wake-lock=(self), geolocation=(), microphone=()")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Robots-Tag", "noindex, nofollow")
	h.Set("Cache-Control", "no-store")
}

func send(w http.ResponseWriter, status int, contentType string, b []byte) {
	w.Header().Set("Content-Type", contentType)
	w.Header().Set("Content-Length", strconv.Itoa(len(b)))
	w.WriteHeader(status)
	w.Write(b) //nolint:errcheck // whoever asked has gone
}

func reply(w http.ResponseWriter, status int, value any) {
	b, err := json.Marshal(value)
	if err != nil {
		status, b = http.StatusInternalServerError, []byte(`{"error":"again"}`)
	}
	send(w, status, "application/json", b)
}

// refusal is the answer to what was not taken, as a key of the page's words.
type refusal struct {
	Error string `json:"error"`
}

func refuse(w http.ResponseWriter, status int, key string) { reply(w, status, refusal{key}) }
