# Arguments for the program: make run ARGS="coach side-plank"
ARGS = coach bird-dog

.PHONY: help run test check

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
