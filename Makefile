# Arguments for the program: make run ARGS="coach side-plank"
ARGS = coach bird-dog
# Where `make install` puts the program: PREFIX/bin
PREFIX = $(HOME)/.local

.PHONY: help run test check install uninstall

help: ## say what there is
	@sed -n 's/^\([a-z]*\):.* ## /make \1	/p' Makefile

run: ## set up what is missing, build and start Spotter
	./setup
	cargo run --release -- $(ARGS)

test: ## set up what is missing and run all tests
	./setup --test
	cargo test

check: ## formatting and lints
	cargo fmt --check
	cargo clippy --all-targets -- -D warnings

install: ## build the program and put it where `spotter` finds it: ~/.local/bin, or PREFIX=/usr/local
	./setup
	cargo install --locked --quiet --no-track --force --path . --root "$(PREFIX)"

uninstall: ## take the program away again; your history stays
	rm -f "$(PREFIX)/bin/spotter"
