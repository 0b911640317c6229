// Package camera answers: what does a camera see of a code on a phone's screen?
//
// For tests: pictures made by code, from fixed seeds, of a QR code that is
// turned, tilted, blurred, grainy and unevenly lit, and a film of one for
// Chromium's fake camera.
package camera
