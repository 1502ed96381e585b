/** What {@code --demo} puts into an empty database. */
package io.laurel.standalone.demo;
