/** What the program itself runs beside PostgreSQL: the migrations, and the provisioner. */
package dev.tenantry.local.environment.data;
