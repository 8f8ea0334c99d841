// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.documents;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;

/**
 * What the components of a document's record mean to Jackson: each is required and not null, unless
 * {@link MayBeMissing}, {@link OrNull} or {@link Float32} says otherwise.
 */
final class DocumentAnnotations extends JacksonAnnotationIntrospector {

  private static final long serialVersionUID = 1L;

  @Override
  public Boolean hasRequiredMarker(AnnotatedMember member) {
    return !member.hasAnnotation(MayBeMissing.class);
  }

  @Override
  public JsonSetter.Value findSetterInfo(Annotated of) {
    Nulls nulls =
        of.hasAnnotation(OrNull.class) || of.hasAnnotation(MayBeMissing.class)
            ? Nulls.SET
            : Nulls.FAIL;
    Nulls inside = of.hasAnnotation(Float32.class) ? Nulls.SET : Nulls.FAIL;
    return JsonSetter.Value.construct(nulls, inside).withOverrides(super.findSetterInfo(of));
  }

  @Override
  public JsonInclude.Value findPropertyInclusion(Annotated of) {
    return of.hasAnnotation(MayBeMissing.class) && !of.hasAnnotation(OrNull.class)
        ? JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, null)
        : super.findPropertyInclusion(of);
  }

  @Override
  public Object findSerializer(Annotated of) {
    return isNumberOrNull(of) ? NumberOrNull.class : super.findSerializer(of);
  }

  @Override
  public Object findDeserializer(Annotated of) {
    return isNumberOrNull(of) ? NumberOrNaN.class : super.findDeserializer(of);
  }

  @Override
  public Object findContentSerializer(Annotated of) {
    return of.hasAnnotation(Float32.class) ? FloatOrNull.class : super.findContentSerializer(of);
  }

  @Override
  public Object findContentDeserializer(Annotated of) {
    return of.hasAnnotation(Float32.class) ? NumberOrNaN.class : super.findContentDeserializer(of);
  }

  private static boolean isNumberOrNull(Annotated of) {
    return of.hasAnnotation(OrNull.class) && of.getRawType() == double.class;
  }

  /** Writes a number that must be finite. */
  static final class FiniteNumber extends StdScalarSerializer<Double> {

    private static final long serialVersionUID = 1L;

    FiniteNumber() {
      super(Double.class);
    }

    @Override
    public void serialize(Double value, JsonGenerator json, SerializerProvider unused)
        throws IOException {
      if (!Double.isFinite(value)) {
        throw new JsonMappingException(json, value + ": must be finite");
      }
      json.writeNumber(value);
    }
  }

  /** Writes a number, or null if it is not finite. */
  static final class NumberOrNull extends StdScalarSerializer<Double> {

    private static final long serialVersionUID = 1L;

    NumberOrNull() {
      super(Double.class);
    }

    @Override
    public void serialize(Double value, JsonGenerator json, SerializerProvider unused)
        throws IOException {
      if (Double.isFinite(value)) {
        json.writeNumber(value);
      } else {
        json.writeNull();
      }
    }
  }

  /** Writes a number in the digits of a float32, or null if that is not finite. */
  static final class FloatOrNull extends StdScalarSerializer<Double> {

    private static final long serialVersionUID = 1L;

    FloatOrNull() {
      super(Double.class);
    }

    @Override
    public void serialize(Double value, JsonGenerator json, SerializerProvider unused)
        throws IOException {
      if (Float.isFinite(value.floatValue())) {
        json.writeNumber(value.floatValue());
      } else {
        json.writeNull();
      }
    }
  }

  /** Reads a number: no text that looks like one, and none that is too large for a double. */
  static class NumberReader extends StdScalarDeserializer<Double> {

    private static final long serialVersionUID = 1L;

    NumberReader() {
      this(double.class);
    }

    /**
     * Reads a number.
     *
     * @param allowed what errors call it by
     */
    NumberReader(Class<Double> allowed) {
      super(allowed);
    }

    @Override
    public Double deserialize(JsonParser json, DeserializationContext context) throws IOException {
      if (json.currentToken().isNumeric() && Double.isFinite(json.getDoubleValue())) {
        return json.getDoubleValue();
      }
      return (Double) context.handleUnexpectedToken(_valueClass, json);
    }
  }

  /** Reads what {@link NumberOrNull} and {@link FloatOrNull} write. */
  static final class NumberOrNaN extends NumberReader {

    private static final long serialVersionUID = 1L;

    NumberOrNaN() {
      super(Double.class);
    }

    @Override
    public Double getNullValue(DeserializationContext unused) {
      return Double.NaN;
    }
  }
}
