# Arguments for the program: make run ARGS="coach side-plank"
ARGS =
# Where `make install` puts the program: PREFIX/bin
PREFIX = $(HOME)/.local

.PHONY: help run test test-all check install uninstall

help: ## say what there is
	@sed -n 's/^\([a-z-]*\):.* ## /make \1	/p' Makefile

run: ## set up what is missing, build and start Spotter
	./setup
	cargo run --release -- $(ARGS)

test: ## set up what is missing and run the tests that every change needs
	./setup --test
	cargo test

test-all: ## … and those that render and run the pose model for an hour: before a release
	./setup --test
	PROPTEST_CASES=2000 cargo test --release -- --include-ignored

check: ## formatting and lints
	cargo fmt --check
	cargo clippy --all-targets -- -D warnings

SPOTTER = $(PREFIX)/bin/spotter
COMPLETIONS = $(PREFIX)/share/bash-completion/completions
MANUAL = $(PREFIX)/share/man/man1
APPLICATIONS = $(PREFIX)/share/applications
ICONS = $(PREFIX)/share/icons/hicolor/scalable/apps

install: ## build the program and put it where `spotter` finds it: ~/.local/bin, or PREFIX=/usr/local
	./setup
	cargo install --locked --quiet --no-track --force --path . --root "$(PREFIX)"
	mkdir -p "$(COMPLETIONS)" "$(MANUAL)" "$(APPLICATIONS)" "$(ICONS)"
	"$(SPOTTER)" completions bash > "$(COMPLETIONS)/spotter"
	"$(SPOTTER)" man > "$(MANUAL)/spotter.1"
	sed 's|@SPOTTER@|$(SPOTTER)|' desktop/spotter.desktop > "$(APPLICATIONS)/spotter.desktop"
	cp desktop/spotter.svg "$(ICONS)/spotter.svg"

uninstall: ## take the program away again; your history stays
	rm -f "$(SPOTTER)" "$(COMPLETIONS)/spotter" "$(MANUAL)/spotter.1" \
		"$(APPLICATIONS)/spotter.desktop" "$(ICONS)/spotter.svg"
