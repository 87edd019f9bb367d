#!/usr/bin/env bash
# Breaks on a name with a space.
rm -rf $1
