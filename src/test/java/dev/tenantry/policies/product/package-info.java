/** The rules of the policy pack on what the program declares, whole and with planted faults. */
package dev.tenantry.policies.product;
