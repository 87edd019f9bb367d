/**
 * Every name that leaves the program: physical names, label keys, type tokens.
 *
 * <p>A physical name is written here once and nowhere else, so that two domains can never guess the
 * same name differently. Each method states the limit of the system that will judge the name. This
 * package creates no resource and does not know the Pulumi SDK.
 */
package dev.tenantry.naming;
