/**
 * Provides the makers of the lessons' data: {@link octet.lessons.TextLines} draws the pictures of text lines that the
 * quickstart quantizes with, {@link octet.lessons.Phrases} says what is written on them. Nothing of the product needs them.
 */
package octet.lessons;
