# Two commands do everything: make demo, make test. The others are their parts.

GO ?= go
PLAYER := assets/host/player
SMALL := -trimpath -ldflags='-s -w'

# What the tests need beside Go, as Debian's packages: a C compiler for the race
# detector, a browser, and a display for the desktop player.
TEST_PACKAGES := gcc libc6-dev chromium xvfb libgl1 libgl1-mesa-dri libx11-6 libxcursor1 libxext6 libxi6 libxinerama1 libxrandr2 libxrender1

.PHONY: demo test attack chaos short build player scanner crescendo shots generate bench fuzz need-go need-test-packages clean

demo: build ## a whole hunt on this machine
	@./bin/crescendo demo $(ARGS)

build: player scanner crescendo ## bin/crescendo with the player inside, bin/player for the desktop
	@CGO_ENABLED=0 $(GO) build $(SMALL) -o bin/player ./cmd/player

player: need-go ## the player for a browser
	@echo "building the player for browsers (about a minute the first time)"
	@CGO_ENABLED=0 GOOS=js GOARCH=wasm $(GO) build -v $(SMALL) -o bin/player.wasm ./cmd/player
	@cp "$$($(GO) env GOROOT)/lib/wasm/wasm_exec.js" bin/wasm_exec.js
	@cmp -s bin/wasm_exec.js $(PLAYER)/wasm_exec.js || cp bin/wasm_exec.js $(PLAYER)/wasm_exec.js
	@test $(PLAYER)/player.wasm.gz -nt bin/player.wasm || { echo "packing the player"; gzip -6nc bin/player.wasm > $(PLAYER)/player.wasm.gz; }

scanner: need-go ## what reads a pass where the steward's browser cannot
	@CGO_ENABLED=0 GOOS=js GOARCH=wasm $(GO) build $(SMALL) -o bin/scanner.wasm ./cmd/scanner
	@test $(PLAYER)/scanner.wasm.gz -nt bin/scanner.wasm || { echo "packing the scanner"; gzip -6nc bin/scanner.wasm > $(PLAYER)/scanner.wasm.gz; }

crescendo: player scanner
	@echo "building crescendo"
	@CGO_ENABLED=0 $(GO) build -v $(SMALL) -o bin/crescendo ./cmd/crescendo

test: need-go need-test-packages player scanner ## every check
	@echo "format"; files=$$(gofmt -l $$(git ls-files '*.go')); test -z "$$files" || { echo "not formatted (run gofmt -w):"; echo "$$files"; exit 1; }
	@echo "vet"; $(GO) vet ./...
	@echo "vet for browsers"; GOOS=js GOARCH=wasm $(GO) vet ./game/wire ./game/client ./game/sense ./game/screen ./maps/... ./audio/mix ./audio/speaker ./assets/player ./server/door/qr ./cmd/player ./cmd/scanner
	@echo "staticcheck"; $(GO) tool staticcheck ./...
	@echo "build for other systems"; for target in windows/amd64 darwin/arm64 linux/arm64; do GOOS=$${target%/*} GOARCH=$${target#*/} CGO_ENABLED=0 $(GO) build -o /dev/null ./cmd/player && GOOS=$${target%/*} GOARCH=$${target#*/} CGO_ENABLED=0 $(GO) build -o /dev/null ./cmd/crescendo || exit 1; done
	@echo "tests"; $(GO) build -o bin/tally ./cmd/internal/tally && { \
		CGO_ENABLED=1 $(GO) test -race -timeout 20m -json $$($(GO) list ./... | grep -v '/cmd/crescendo$$'); \
		CGO_ENABLED=1 $(GO) test -race -timeout 20m -json ./cmd/crescendo; \
		$(GO) test -timeout 20m -json ./game/attack; \
		$(GO) test -timeout 20m -json -run 'NothingAnswered|PlantedDefects' ./server; } | ./bin/tally # statistics and five hundred evenings are too slow for the race detector

attack: need-go ## the suite that keeps the secret in full (some minutes), into the documentation of game/attack
	@$(GO) run ./cmd/internal/attack -table game/attack/table.go

chaos: need-go ## twenty thousand evenings on a journal that does its worst (SEEDS=… for more or fewer), and a table
	@SEEDS=$${SEEDS:-20000} $(GO) test -count=1 -timeout 2h -v -run NothingAnswered ./server | grep -v '^=== '

short: need-go ## what Go alone can check, in two minutes
	@$(GO) test -short ./...

shots: need-go need-test-packages build ## the README's picture and one of each scene, in shots/
	@SHOTS=$(CURDIR)/shots $(GO) test -count=1 -run 'Shot|Scene|Touch|Louder' ./cmd/crescendo ./game/screen
	@mkdir -p assets/readme && cp shots/screen-hunt-37-412x780.png assets/readme/hunt.png

generate: need-go ## compose the songs anew (needs oggenc, from Debian's vorbis-tools)
	@command -v oggenc >/dev/null || { echo "oggenc is missing: apt-get install vorbis-tools"; exit 1; }
	@$(GO) generate ./audio/compose

bench: need-go
	@$(GO) test -run '^$$' -bench . -benchmem ./...

need-go:
	@command -v $(GO) >/dev/null || { echo "Go is missing: install Go 1.26 or later from your system's packages or go.dev, and try again"; exit 1; }

# Installs what is missing where it may, else says the exact command.
need-test-packages:
	@command -v dpkg-query >/dev/null || { echo "this is no Debian: make sure that you have the like of: $(TEST_PACKAGES)"; exit 0; }; \
	missing=$$(for p in $(TEST_PACKAGES); do dpkg-query -W -f '$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || echo $$p; done); \
	test -z "$$missing" || { \
		if [ "$$(id -u)" = 0 ]; then apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing; \
		else echo "the tests need packages that are missing; run:"; echo "  sudo apt-get install --no-install-recommends" $$missing; exit 1; fi; }

clean:
	@rm -rf bin shots $(PLAYER)/player.wasm.gz $(PLAYER)/scanner.wasm.gz $(PLAYER)/wasm_exec.js
