package org.dhurandhar.report;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;

/// Images as the bytes of a PNG file.
final class PngForm {
    private static final int MOST_COLOURS = 256;
    private static final int FINEST = 8;
    private static final int COARSEST = 2;

    private PngForm() {}

    /// An image as it is.
    static byte[] exact(RenderedImage image) {
        return written(image);
    }

    /// A picture of few colours and their mixtures along edges, in a third of the bytes: mixtures
    /// that hardly differ become one, frequent colours stay as they are.
    ///
    /// @param image of the kind `TYPE_INT_RGB`
    static byte[] small(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
        var counts = new HashMap<Integer, Integer>();
        for (int pixel : pixels) {
            counts.merge(pixel & 0xFFFFFF, 1, Integer::sum);
        }
        for (int bits = FINEST; bits >= COARSEST; bits--) {
            var chosen = new HashMap<Integer, Integer>();
            counts.forEach(new Choice(bits, counts, chosen)::consider);
            if (chosen.size() <= MOST_COLOURS) {
                return written(indexed(pixels, width, height, bits, chosen));
            }
        }
        return written(image);
    }

    /// For each cell of the colour cube the most frequent colour in it.
    private record Choice(int bits, Map<Integer, Integer> counts, Map<Integer, Integer> chosen) {
        void consider(Integer colour, Integer count) {
            chosen.merge(cell(colour, bits), colour, this::better);
        }

        /// The more frequent, or the darker, so that the same picture gives the same bytes.
        private Integer better(Integer one, Integer other) {
            int difference = counts.getOrDefault(one, 0) - counts.getOrDefault(other, 0);
            return difference > 0 || (difference == 0 && one < other) ? one : other;
        }
    }

    private static int cell(int colour, int bits) {
        int mask = 0xFF << (8 - bits) & 0xFF;
        return colour & (mask << 16 | mask << 8 | mask);
    }

    private static BufferedImage indexed(
            int[] pixels, int width, int height, int bits, Map<Integer, Integer> chosen) {
        var places = new HashMap<Integer, Integer>();
        int[] palette = new int[chosen.size()];
        for (var entry : new TreeMap<>(chosen).entrySet()) {
            palette[places.size()] = entry.getValue();
            places.put(entry.getKey(), places.size());
        }
        var model =
                new IndexColorModel(8, palette.length, palette, 0, false, -1, DataBuffer.TYPE_BYTE);
        var image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, model);
        var row = new int[width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                row[x] = places.getOrDefault(cell(pixels[y * width + x] & 0xFFFFFF, bits), 0);
            }
            image.getRaster().setPixels(0, y, width, 1, row);
        }
        return image;
    }

    private static byte[] written(RenderedImage image) {
        var writers =
                ImageIO.getImageWriters(ImageTypeSpecifier.createFromRenderedImage(image), "png");
        if (!writers.hasNext()) {
            throw new UncheckedIOException(new IOException("no PNG of such an image"));
        }
        var writer = writers.next();
        ImageIO.setUseCache(false);
        try (var out = new ByteArrayOutputStream();
                var stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            var settings = writer.getDefaultWriteParam();
            if (settings.canWriteCompressed()) {
                settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                settings.setCompressionQuality(0);
            }
            writer.write(null, new IIOImage(image, null, null), settings);
            stream.flush();
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
    }
}
