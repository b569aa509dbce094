/// The web viewer: a kept copy in a browser, where it runs nothing and loads nothing.
@NullMarked
package keeplink.bot.web;

import org.jspecify.annotations.NullMarked;
