/** What the container was given: variables, the settings file, files with secrets. */
package dev.tenantry.agentimage.settings;
