// SPDX-License-Identifier: Apache-2.0
package io.headrace.api;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericDeclaration;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A class as Java that compiles and does nothing: what a user of it can name, call or override. */
final class Skeleton {
    private static final int IMPLEMENTATION = Modifier.SYNCHRONIZED | Modifier.NATIVE | Modifier.STRICT;
    private static final int COLUMNS = 120;

    private final StringBuilder text = new StringBuilder("// SPDX-License-Identifier: Apache-2.0\n");

    private Skeleton() {}

    static String of(Class<?> type) {
        Skeleton skeleton = new Skeleton();
        skeleton.text.append("package ").append(type.getPackageName()).append(";\n\n");
        skeleton.type(type, "");
        return skeleton.text.toString();
    }

    private void type(Class<?> type, String indent) {
        deprecation(type.getAnnotation(Deprecated.class), indent);
        String name = type.getSimpleName() + typeParameters(type);
        line(indent, modifiers(type) + kind(type) + name + components(type) + parents(type) + " {");
        String inner = indent + "    ";
        if (type.isEnum()) {
            line(
                    inner,
                    Stream.of(type.getEnumConstants())
                            .map(c -> ((Enum<?>) c).name())
                            .collect(Collectors.joining(", ", "", ";")));
        }
        published(type.getDeclaredFields()).filter(f -> !f.isEnumConstant()).forEach(f -> field(f, inner));
        if (type.getSuperclass() != null && !type.isEnum() && !type.isRecord()) {
            constructors(type, inner);
        }
        published(type.getDeclaredMethods()).filter(m -> !isImplicit(m)).forEach(m -> method(m, inner));
        Stream.of(type.getDeclaredClasses())
                .filter(c -> isPublished(c.getModifiers()))
                .sorted(Comparator.comparing(Class::getName))
                .forEach(c -> type(c, inner));
        line(indent, "}");
    }

    private static String typeParameters(GenericDeclaration declaration) {
        return Stream.of(declaration.getTypeParameters())
                .map(Skeleton::typeParameter)
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(", "), all -> all.isEmpty() ? "" : "<" + all + ">"));
    }

    private static String typeParameter(TypeVariable<?> parameter) {
        List<Type> bounds = List.of(parameter.getBounds());
        return bounds.equals(List.of(Object.class))
                ? parameter.getName()
                : parameter.getName()
                        + bounds.stream().map(Skeleton::name).collect(Collectors.joining(" & ", " extends ", ""));
    }

    private static boolean isPublished(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    /** Reflection promises no order. */
    private static <M extends Member> Stream<M> published(M[] members) {
        return Stream.of(members)
                .filter(member -> isPublished(member.getModifiers()) && !member.isSynthetic())
                .sorted(Comparator.comparing(Object::toString));
    }

    private static String modifiers(Class<?> type) {
        int implied = type.isEnum() ? Modifier.FINAL | Modifier.ABSTRACT : 0;
        return modifiers(type.getModifiers() & Modifier.classModifiers() & ~implied);
    }

    private static String modifiers(int modifiers) {
        return modifiers == 0 ? "" : Modifier.toString(modifiers) + " ";
    }

    private static String kind(Class<?> type) {
        return type.isRecord() ? "record " : type.isEnum() ? "enum " : type.isInterface() ? "interface " : "class ";
    }

    private static String components(Class<?> type) {
        return !type.isRecord()
                ? ""
                : Stream.of(type.getRecordComponents())
                        .map(component -> name(component.getGenericType()) + " " + component.getName())
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    private static String parents(Class<?> type) {
        boolean extendsOne = kind(type).equals("class ") && type.getSuperclass() != Object.class;
        return (extendsOne ? " extends " + name(type.getGenericSuperclass()) : "")
                + listed(type.isInterface() ? " extends " : " implements ", type.getGenericInterfaces());
    }

    private static String listed(String before, Type[] types) {
        return types.length == 0
                ? ""
                : Stream.of(types).map(Skeleton::name).sorted().collect(Collectors.joining(", ", before, ""));
    }

    private static String name(Type type) {
        return type.getTypeName()
                .replace('$', '.')
                .replaceAll("\\b(java\\.lang|io\\.headrace(\\.server)?)\\.(?=[A-Z])", "");
    }

    private void field(Field field, String indent) {
        deprecation(field.getAnnotation(Deprecated.class), indent);
        line(
                indent,
                modifiers(field.getModifiers()) + name(field.getGenericType()) + " " + field.getName() + " = "
                        + nothing(field.getType()) + ";");
    }

    private static String nothing(Class<?> type) {
        return type == boolean.class ? "false" : type.isPrimitive() ? "(" + type + ") 0" : "(" + name(type) + ") null";
    }

    /** Without one the compiler would add a public one. */
    private void constructors(Class<?> type, String indent) {
        String body = " { " + superCall(type.getSuperclass()) + " }";
        List<Constructor<?>> constructors =
                published(type.getDeclaredConstructors()).toList();
        for (Constructor<?> constructor : constructors) {
            deprecation(constructor.getAnnotation(Deprecated.class), indent);
            line(indent, modifiers(constructor.getModifiers()) + type.getSimpleName() + parameters(constructor) + body);
        }
        if (constructors.isEmpty()) {
            line(indent, "private " + type.getSimpleName() + "()" + body);
        }
    }

    private static String superCall(Class<?> superclass) {
        Constructor<?> simplest = Stream.of(superclass.getDeclaredConstructors())
                .filter(constructor -> isPublished(constructor.getModifiers()))
                .min(Comparator.comparingInt(Constructor::getParameterCount))
                .orElseThrow();
        return Stream.of(simplest.getParameterTypes())
                .map(Skeleton::nothing)
                .collect(Collectors.joining(", ", "super(", ");"));
    }

    /** What the compiler adds to enums and records. */
    private static boolean isImplicit(Method method) {
        Class<?> type = method.getDeclaringClass();
        if (type.isRecord()) {
            return Stream.of(type.getRecordComponents())
                            .map(RecordComponent::getAccessor)
                            .anyMatch(method::equals)
                    || List.of("equals", "hashCode", "toString").contains(method.getName());
        }
        return type.isEnum() && List.of("values", "valueOf").contains(method.getName());
    }

    private void method(Method method, String indent) {
        String typeParameters = typeParameters(method);
        deprecation(method.getAnnotation(Deprecated.class), indent);
        int modifiers = method.getModifiers() & Modifier.methodModifiers() & ~IMPLEMENTATION;
        line(
                indent,
                (method.isDefault() ? "default " : "") + modifiers(modifiers) + typeParameters
                        + (typeParameters.isEmpty() ? "" : " ") + name(method.getGenericReturnType())
                        + " " + method.getName() + parameters(method)
                        + (Modifier.isAbstract(modifiers) ? ";" : " { throw null; }"));
    }

    private static String parameters(Executable executable) {
        Type[] types = executable.getGenericParameterTypes();
        List<String> parameters = new ArrayList<>();
        for (int i = 0; i < types.length; i++) {
            String type = name(types[i]);
            boolean varied = executable.isVarArgs() && i == types.length - 1;
            parameters.add((varied ? type.replaceFirst("\\[]$", "...") : type) + " p" + i);
        }
        return "(" + String.join(", ", parameters) + ")" + listed(" throws ", executable.getGenericExceptionTypes());
    }

    private void deprecation(Deprecated deprecated, String indent) {
        if (deprecated != null) {
            line(
                    indent,
                    "@Deprecated(since = \"" + deprecated.since() + "\", forRemoval = " + deprecated.forRemoval()
                            + ")");
        }
    }

    private void line(String indent, String line) {
        boolean fits = indent.length() + line.length() <= COLUMNS;
        String deeper = "\n" + indent + "        ";
        text.append(indent)
                .append(fits ? line : line.replaceAll(" (?=throws |\\{ super)|(?<=,) ", deeper))
                .append('\n');
    }
}
