package door

import "net/http"

// sheetSteps is how many codes a page gets: the one of now and those of the
// next 20 minutes, so that it is right for ten minutes without a network
// however late it last asked.
const sheetSteps = 1 + 20*60/StepSeconds

// Sheet is what a place's page shows.
type Sheet struct {
	Server int64       `json:"server_ms"` // the server's clock, Unix milliseconds
	Hunt   string      `json:"hunt"`      // its name
	Place  string      `json:"place"`     // its name
	Gate   bool        `json:"gate"`
	Staff  bool        `json:"staff"`   // a steward scans here: there are no codes
	StepMs int64       `json:"step_ms"` // how long each code stands: step n from n·step_ms on, Unix milliseconds
	Codes  []SheetCode `json:"codes"`
}

// SheetCode is a code and when it is shown.
type SheetCode struct {
	Step int64  `json:"step"`
	Code string `json:"code"`
	QR   QR     `json:"qr"` // of CodeText
}

func (h *Handler) codes(w http.ResponseWriter, place Place) {
	now := h.config.Now()
	s := Sheet{
		Server: now.UnixMilli(), Hunt: h.config.Hunt, Place: place.Name, Gate: place.Gate, Staff: place.Staff,
		StepMs: StepSeconds * 1000, Codes: []SheetCode{},
	}
	for step := Step(now); !place.Staff && len(s.Codes) < sheetSteps; step++ {
		code := Code(place.Code, step)
		picture, err := Encode(CodeText(code))
		if err != nil { // a text of digits always fits
			refuse(w, http.StatusServiceUnavailable, "again")
			return
		}
		s.Codes = append(s.Codes, SheetCode{step, code, picture})
	}
	reply(w, http.StatusOK, s)
}
