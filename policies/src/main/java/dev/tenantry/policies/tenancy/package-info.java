/** Rules on a whole stack: what each tenant must have, and what no two may share. */
package dev.tenantry.policies.tenancy;
