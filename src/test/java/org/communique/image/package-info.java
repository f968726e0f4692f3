/** The container image, built and run step by step without a container engine. */
package org.communique.image;
