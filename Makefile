# What a contributor types. CI runs .ci/run, which does the same and more, from nothing.

# Elsewhere than here: a test that leans on the machine's time zone should fail on every machine.
export TZ := America/Chicago

.PHONY: help check fmt vet lint tidy vulns short test explore race nocgo bench demo run build e2e ci

help: ## this list
	@grep -E '^[a-z0-9]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

check: fmt vet lint tidy short ## before a commit; seconds when the cache is warm

fmt: ## formatting
	@files="$$(gofmt -l .)"; if [ -n "$$files" ]; then echo "gofmt -w these:"; echo "$$files"; exit 1; fi

vet:
	go vet ./...

lint: ## staticcheck
	go tool staticcheck ./...

tidy: ## go.mod and go.sum say what is used, no more
	go mod tidy -diff

vulns: ## known vulnerabilities in what is used, where the database can be had
	.ci/vulncheck

short: ## tests without the long ones, and without a browser
	go test -short ./...

test: ## all tests, in any order
	go test -shuffle=on ./...

explore: ## property tests on cases never seen before
	go test -count=1 ./coach ./coach/dialog ./coach/words ./storage -rapid.seed=0

race: ## with the race detector; needs a C compiler
	CGO_ENABLED=1 go test -race -short ./...

nocgo: ## without a C compiler
	CGO_ENABLED=0 go test ./...

bench: ## the numbers of docs/benchmarks.md
	go test -run '^$$' -bench . -benchtime 1s ./coach ./coach/words ./storage ./scheduler ./bot ./bot/telegramtest ./report ./cmd/medius

e2e: ## the program as a process, killed again and again
	go test -count=1 -v ./cmd/medius ./e2e

demo: ## the coach in your browser
	go run ./cmd/medius demo

run: ## the coach on Telegram; MEDIUS_TELEGRAM_TOKEN must be set
	go run ./cmd/medius run

build: ## one static file
	CGO_ENABLED=0 go build -trimpath -o medius ./cmd/medius

ci: ## everything CI does
	.ci/run
