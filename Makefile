# Tenantry. `make` lists the verbs; README.md explains them.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
.ONESHELL:

STACK ?= local
OUT ?= target/rendered/$(STACK)
STATE ?= .tenantry/local
KUBECONTEXT ?=
MAVEN := mvn -B -ntp -f build/pom.xml
ENVIRONMENT := java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -jar local/environment/target/environment.jar
AGENT_JAR := agent-image/app/target/agent.jar
JARS := target/.jars
SOURCES := $(shell find src/main policies/src/main agent-contract/src/main agent-image/*/src/main local/*/src/main schemas -type f 2>/dev/null) \
  $(wildcard pom.xml build/pom.xml policies/pom.xml agent-*/pom.xml agent-image/*/pom.xml local/*/pom.xml)
BUILDER := agent-image/builder/target/builder.jar
# Guava, which Jib needs, makes JDK 24 and newer warn of its future; older ones do not know the word.
QUIET := -XX:+IgnoreUnrecognizedVMOptions --sun-misc-unsafe-memory-access=allow
APPLICATION ?= agent-image/app/target
START_CACHE ?=
JDK ?=
CLASSES ?=
PACKAGES ?=
TRAINING ?= $(wildcard agent-image/training.json)

##@ Run
.PHONY: up env-up agents down clean env status
up: env-up ## Start the local environment, apply stack local, start its agents (KUBECONTEXT=name: in that cluster)
	@eval "$$($(ENVIRONMENT) env --state $(STATE))"
	echo "Apply stack local"
	bin/tenantry up local
	$(MAKE) agents
	printf '\nNext:\n'
	printf '  %s\n' 'eval "$$(make env)"                      use kubectl, pulumi and psql by hand' \
	  'kubectl get namespaces -L tenant.id,tier  see the tenants' \
	  'pulumi preview -s local                  the stock CLI, same stack' \
	  'make status                              what runs, what each tenant uses' \
	  'make down                                stop; data is kept'

env-up: $(JARS) ## Start the local environment only: control plane, PostgreSQL, provider plug-ins
	@$(ENVIRONMENT) up --state $(STATE) $(if $(KUBECONTEXT),--kubecontext '$(KUBECONTEXT)')

agents: $(JARS) ## Start an agent of each tenant on this machine, after make up; a simulator answers, no model
	@# The one place that decides whether there is an agent to start.
	if [[ ! -f $(AGENT_JAR) ]]; then echo 'No agents: $(AGENT_JAR) is not built'; exit 0; fi
	eval "$$($(ENVIRONMENT) env --state $(STATE))"
	echo 'Start the agents; a simulator answers them, no model'
	bin/tenantry agents local --plan $(STATE)/agents.json --agent-jar $(AGENT_JAR)
	$(ENVIRONMENT) agents up --state $(STATE) --plan $(STATE)/agents.json
	printf '\nTalk to one, such as:\n  %s\n' 'bin/tenantry chat acme "What can you do?"'

down: $(JARS) ## Stop the local environment; data is kept
	@$(ENVIRONMENT) down --state $(STATE)

clean: ## Stop the local environment and delete its data and every build product
	@if [[ -f local/environment/target/environment.jar ]]; then $(ENVIRONMENT) clean --state $(STATE); fi
	rm -rf target policies/target agent-*/target agent-image/*/target local/*/target .tenantry

env: ## Print shell exports of the running local environment: eval "$(make env)"
	@if [[ ! -f $(JARS) ]]; then echo 'not running; run: make env-up' >&2; echo false; exit 1; fi
	$(ENVIRONMENT) env --state $(STATE) || { echo false; exit 1; }

status: $(JARS) ## Show the processes of the local environment and the tenants in it
	@$(ENVIRONMENT) status --state $(STATE)
	eval "$$($(ENVIRONMENT) env --state $(STATE))"
	echo
	bin/tenantry status local

##@ Look
.PHONY: expand render preview
expand: $(JARS) ## Print a stack's configuration with every default (STACK=local)
	@bin/tenantry expand $(STACK)

render: $(JARS) ## Write every object of a stack as files, without an engine (STACK=local OUT=dir)
	@bin/tenantry render $(STACK) --out '$(OUT)'

preview: $(JARS) ## Preview a stack on the real engine (STACK=local), in the cluster of the last up
	@bin/tenantry expand $(STACK) >/dev/null
	$(ENVIRONMENT) up --state $(STATE) $(if $(KUBECONTEXT),--kubecontext '$(KUBECONTEXT)',--last)
	eval "$$($(ENVIRONMENT) env --state $(STATE))"
	bin/tenantry preview $(STACK)

##@ Change
.PHONY: build check fix test image image-lock bench
build: $(JARS) ## Build the program and the local environment

check: require ## Format, warnings, unit and golden tests, tidy test; offline after the first run
	@mkdir -p target && touch target/.check
	$(MAVEN) -q spotless:check test
	build/summary target/.check

fix: require ## Repair format, goldens, schemas and generated docs
	$(MAVEN) -q spotless:apply
	$(MAVEN) -q test -Dgolden.update=true

test: $(JARS) ## Everything, as CI runs it
	@$(ENVIRONMENT) tools
	touch target/.test
	$(MAVEN) --fail-at-end spotless:check verify && code=0 || code=$$?
	build/summary target/.test
	exit $$code

image: $(JARS) ## Build the agent's image as an OCI tar, without a daemon (START_CACHE=none|classes|aot)
	@java=$(JDK)
	if [[ -z $$java ]]; then java=$$(java -jar $(BUILDER) jdk); fi
	version=$$(sed -n 's|^  <version>\(.*\)</version>|\1|p' build/pom.xml)
	inputs=(agent-image agent-contract build/pom.xml)
	revision=$$(git log -1 --format=%H -- "$${inputs[@]}" 2>/dev/null || true)
	if [[ -n $$(git status --porcelain -- "$${inputs[@]}" 2>/dev/null) ]]; then revision+=-changed; fi
	build/phase 'Build the agent image' target/image.log "$$java/bin/java" $(QUIET) -jar $(BUILDER) build \
	  --application '$(APPLICATION)' --locks agent-image/packages --out target/image \
	  --jdk "$$java" --version-label "$$version" --revision "$$revision" \
	  $(if $(START_CACHE),--start-cache $(START_CACHE)) \
	  $(if $(TRAINING),--training '$(TRAINING)') \
	  $(if $(CLASSES),--classes '$(CLASSES)') $(if $(PACKAGES),--packages '$(PACKAGES)')
	sed -n '/^not pinned/,+1p' target/image.log
	cat target/image/agent.txt

image-lock: $(JARS) ## Take the newest packages of this machine's sources into the image's lock
	@java -jar $(BUILDER) lock --locks agent-image/packages

bench: $(JARS) ## Run the benchmarks (minutes); each prints a ratio
	@bench/run

##@ Help
.PHONY: help require
help: ## List these verbs
	@awk 'BEGIN {FS = ":.*## "} /^##@/ {printf "\n%s\n", substr($$0, 5)} \
	  /^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

require:
	@build/require

$(JARS): $(SOURCES)
	@build/require
	mkdir -p target
	# Two commands at once must not build at once; the second finds it built.
	if command -v flock >/dev/null; then exec 9>target/.lock; flock 9; fi
	if [[ -f $@ && -z $$(find $(SOURCES) -newer $@ -print -quit) ]]; then exit 0; fi
	build/phase 'Build the program' target/build.log $(MAVEN) package -DskipTests -T2
	touch $@
